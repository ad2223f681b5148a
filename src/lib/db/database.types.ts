
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "activity": {
                  Row: {
                    "actor_id": string | null,"at": string,"district_id": string,"facts": NonNullable<Json>,"id": number,"pilot_id": string | null,"record": string,"record_id": string | null,"verb": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"at"?: string,"district_id": string,"facts"?: NonNullable<Json>,"id"?: never,"pilot_id"?: string | null,"record": string,"record_id"?: string | null,"verb": string
                  }
                  Update: {
                    "actor_id"?: string | null,"at"?: string,"district_id"?: string,"facts"?: NonNullable<Json>,"id"?: never,"pilot_id"?: string | null,"record"?: string,"record_id"?: string | null,"verb"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "activity_actor_id_district_id_fkey"
      columns: ["actor_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "activity_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activity_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"assignments": {
                  Row: {
                    "district_id": string,"id": string,"person_id": string,"pilot_id": string,"role": Database["public"]['Enums']["assignment_role"],"since": string,"specialty": Database["public"]['Enums']["specialty"] | null,"until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"person_id": string,"pilot_id": string,"role": Database["public"]['Enums']["assignment_role"],"since"?: string,"specialty"?: Database["public"]['Enums']["specialty"] | null,"until"?: string | null
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"person_id"?: string,"pilot_id"?: string,"role"?: Database["public"]['Enums']["assignment_role"],"since"?: string,"specialty"?: Database["public"]['Enums']["specialty"] | null,"until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "assignments_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "assignments_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "assignments_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"comment_mentions": {
                  Row: {
                    "comment_id": string,"district_id": string,"person_id": string,"seen_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "comment_id": string,"district_id": string,"person_id": string,"seen_at"?: string | null
                  }
                  Update: {
                    "comment_id"?: string,"district_id"?: string,"person_id"?: string,"seen_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "comment_mentions_comment_id_district_id_fkey"
      columns: ["comment_id","district_id"]
isOneToOne: false
      referencedRelation: "comments"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "comment_mentions_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "comment_mentions_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"comments": {
                  Row: {
                    "at": string,"author_id": string,"body": string,"district_id": string,"id": string,"part": string | null,"pilot_id": string,"reply_to": string | null,"resolved_at": string | null,"resolved_by": string | null,"reviewers_only": boolean,"taken_back_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"author_id": string,"body": string,"district_id": string,"id"?: string,"part"?: string | null,"pilot_id": string,"reply_to"?: string | null,"resolved_at"?: string | null,"resolved_by"?: string | null,"reviewers_only"?: boolean,"taken_back_at"?: string | null
                  }
                  Update: {
                    "at"?: string,"author_id"?: string,"body"?: string,"district_id"?: string,"id"?: string,"part"?: string | null,"pilot_id"?: string,"reply_to"?: string | null,"resolved_at"?: string | null,"resolved_by"?: string | null,"reviewers_only"?: boolean,"taken_back_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "comments_author_id_district_id_fkey"
      columns: ["author_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "comments_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "comments_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "comments_reply_to_district_id_fkey"
      columns: ["reply_to","district_id"]
isOneToOne: false
      referencedRelation: "comments"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "comments_resolved_by_district_id_fkey"
      columns: ["resolved_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"criteria": {
                  Row: {
                    "act": string,"criterion": string,"how": string,"position": number,"required_at_first": boolean,"signers": (string)[],"waivable": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"criterion": string,"how"?: string,"position": number,"required_at_first"?: boolean,"signers"?: (string)[],"waivable"?: boolean
                  }
                  Update: {
                    "act"?: string,"criterion"?: string,"how"?: string,"position"?: number,"required_at_first"?: boolean,"signers"?: (string)[],"waivable"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"days_off": {
                  Row: {
                    "district_id": string,"ends_on": string,"id": string,"name": string,"revision": number,"starts_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"ends_on": string,"id"?: string,"name": string,"revision"?: number,"starts_on": string
                  }
                  Update: {
                    "district_id"?: string,"ends_on"?: string,"id"?: string,"name"?: string,"revision"?: number,"starts_on"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "days_off_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"decisions": {
                  Row: {
                    "brief_id": string | null,"decided_at": string,"decided_by": string,"decision_rule": Database["public"]['Enums']["decision_rule"],"different": string,"district_id": string,"docket_item_id": string,"id": string,"next_review": string | null,"outcome": Database["public"]['Enums']["outcome"],"override_reason": string,"permitted": (Database["public"]['Enums']["outcome"])[],"pilot_id": string,"rationale": string,"seconded_by": string | null,"supersedes": string | null,"tally": NonNullable<Json>,"with_majority": boolean,"within_permitted": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "brief_id"?: string | null,"decided_at"?: string,"decided_by": string,"decision_rule": Database["public"]['Enums']["decision_rule"],"different"?: string,"district_id": string,"docket_item_id": string,"id"?: string,"next_review"?: string | null,"outcome": Database["public"]['Enums']["outcome"],"override_reason"?: string,"permitted": (Database["public"]['Enums']["outcome"])[],"pilot_id": string,"rationale": string,"seconded_by"?: string | null,"supersedes"?: string | null,"tally": NonNullable<Json>,"with_majority": boolean,"within_permitted": boolean
                  }
                  Update: {
                    "brief_id"?: string | null,"decided_at"?: string,"decided_by"?: string,"decision_rule"?: Database["public"]['Enums']["decision_rule"],"different"?: string,"district_id"?: string,"docket_item_id"?: string,"id"?: string,"next_review"?: string | null,"outcome"?: Database["public"]['Enums']["outcome"],"override_reason"?: string,"permitted"?: (Database["public"]['Enums']["outcome"])[],"pilot_id"?: string,"rationale"?: string,"seconded_by"?: string | null,"supersedes"?: string | null,"tally"?: NonNullable<Json>,"with_majority"?: boolean,"within_permitted"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "decisions_decided_by_district_id_fkey"
      columns: ["decided_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "decisions_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "decisions_docket_item_id_district_id_fkey"
      columns: ["docket_item_id","district_id"]
isOneToOne: false
      referencedRelation: "docket_items"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "decisions_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "decisions_seconded_by_district_id_fkey"
      columns: ["seconded_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "decisions_supersedes_district_id_fkey"
      columns: ["supersedes","district_id"]
isOneToOne: false
      referencedRelation: "decisions"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"districts": {
                  Row: {
                    "board_threshold": number,"decision_rule": Database["public"]['Enums']["decision_rule"],"demonstration": boolean,"email_domains": (string)[],"escalate_after_days": number,"id": string,"minimum_group": number,"most_extensions": number,"name": string,"one_signs_several": boolean,"plan": string,"quorum": number,"remind_after_days": number,"revision": number,"schools_count": boolean,"schools_count_read_on": string | null,"schools_count_source": string,"subgroups": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "board_threshold"?: number,"decision_rule"?: Database["public"]['Enums']["decision_rule"],"demonstration"?: boolean,"email_domains"?: (string)[],"escalate_after_days"?: number,"id"?: string,"minimum_group"?: number,"most_extensions"?: number,"name": string,"one_signs_several"?: boolean,"plan"?: string,"quorum"?: number,"remind_after_days"?: number,"revision"?: number,"schools_count"?: boolean,"schools_count_read_on"?: string | null,"schools_count_source"?: string,"subgroups"?: (string)[]
                  }
                  Update: {
                    "board_threshold"?: number,"decision_rule"?: Database["public"]['Enums']["decision_rule"],"demonstration"?: boolean,"email_domains"?: (string)[],"escalate_after_days"?: number,"id"?: string,"minimum_group"?: number,"most_extensions"?: number,"name"?: string,"one_signs_several"?: boolean,"plan"?: string,"quorum"?: number,"remind_after_days"?: number,"revision"?: number,"schools_count"?: boolean,"schools_count_read_on"?: string | null,"schools_count_source"?: string,"subgroups"?: (string)[]
                  }
                  Relationships: [
                    
                  ]
                },"docket_items": {
                  Row: {
                    "begun_at": string | null,"closed_at": string | null,"closed_how": string | null,"district_id": string,"id": string,"meeting_id": string | null,"minutes": number | null,"note": string,"opened_at": string,"pilot_id": string,"position": number | null,"reason": string,"voting_closed_at": string | null,"voting_closed_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "begun_at"?: string | null,"closed_at"?: string | null,"closed_how"?: string | null,"district_id": string,"id"?: string,"meeting_id"?: string | null,"minutes"?: number | null,"note"?: string,"opened_at"?: string,"pilot_id": string,"position"?: number | null,"reason"?: string,"voting_closed_at"?: string | null,"voting_closed_by"?: string | null
                  }
                  Update: {
                    "begun_at"?: string | null,"closed_at"?: string | null,"closed_how"?: string | null,"district_id"?: string,"id"?: string,"meeting_id"?: string | null,"minutes"?: number | null,"note"?: string,"opened_at"?: string,"pilot_id"?: string,"position"?: number | null,"reason"?: string,"voting_closed_at"?: string | null,"voting_closed_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "docket_items_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "docket_items_meeting_id_district_id_fkey"
      columns: ["meeting_id","district_id"]
isOneToOne: false
      referencedRelation: "meetings"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "docket_items_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "docket_items_voting_closed_by_district_id_fkey"
      columns: ["voting_closed_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"evaluations": {
                  Row: {
                    "district_id": string,"evaluator_id": string,"id": string,"pilot_id": string,"recommendation": Database["public"]['Enums']["outcome"],"report": Json | null,"submitted_at": string,"summary": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"evaluator_id": string,"id"?: string,"pilot_id": string,"recommendation": Database["public"]['Enums']["outcome"],"report"?: Json | null,"submitted_at"?: string,"summary": string
                  }
                  Update: {
                    "district_id"?: string,"evaluator_id"?: string,"id"?: string,"pilot_id"?: string,"recommendation"?: Database["public"]['Enums']["outcome"],"report"?: Json | null,"submitted_at"?: string,"summary"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "evaluations_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "evaluations_evaluator_id_district_id_fkey"
      columns: ["evaluator_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "evaluations_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"gate_rules": {
                  Row: {
                    "act": string,"criterion": string,"district_id": string,"id": string,"kind": Database["public"]['Enums']["pilot_kind"] | null,"made_by": string | null,"position": number,"required": boolean,"signed_by": (string)[],"tier": Database["public"]['Enums']["risk_tier"] | null,"title": string | null,"valid_from": string,"valid_until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"criterion": string,"district_id": string,"id"?: string,"kind"?: Database["public"]['Enums']["pilot_kind"] | null,"made_by"?: string | null,"position": number,"required"?: boolean,"signed_by"?: (string)[],"tier"?: Database["public"]['Enums']["risk_tier"] | null,"title"?: string | null,"valid_from"?: string,"valid_until"?: string | null
                  }
                  Update: {
                    "act"?: string,"criterion"?: string,"district_id"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["pilot_kind"] | null,"made_by"?: string | null,"position"?: number,"required"?: boolean,"signed_by"?: (string)[],"tier"?: Database["public"]['Enums']["risk_tier"] | null,"title"?: string | null,"valid_from"?: string,"valid_until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "gate_rules_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "gate_rules_made_by_district_id_fkey"
      columns: ["made_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"goals": {
                  Row: {
                    "code": string,"district_id": string,"id": string,"intent": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"district_id": string,"id"?: string,"intent"?: string,"title": string
                  }
                  Update: {
                    "code"?: string,"district_id"?: string,"id"?: string,"intent"?: string,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "goals_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"holds": {
                  Row: {
                    "district_id": string,"id": string,"incident_id": string | null,"lift_reason": string,"lifted_at": string | null,"lifted_by": string | null,"pilot_id": string,"raised_as": string,"raised_at": string,"raised_by": string | null,"reason": string,"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"incident_id"?: string | null,"lift_reason"?: string,"lifted_at"?: string | null,"lifted_by"?: string | null,"pilot_id": string,"raised_as": string,"raised_at"?: string,"raised_by"?: string | null,"reason": string,"source": string
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"incident_id"?: string | null,"lift_reason"?: string,"lifted_at"?: string | null,"lifted_by"?: string | null,"pilot_id"?: string,"raised_as"?: string,"raised_at"?: string,"raised_by"?: string | null,"reason"?: string,"source"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "holds_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "holds_incident_id_district_id_fkey"
      columns: ["incident_id","district_id"]
isOneToOne: false
      referencedRelation: "incidents"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "holds_lifted_by_district_id_fkey"
      columns: ["lifted_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "holds_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "holds_raised_by_district_id_fkey"
      columns: ["raised_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"incidents": {
                  Row: {
                    "district_id": string,"id": string,"occurred_on": string,"pilot_id": string | null,"reported_at": string,"reported_by": string,"severity": string,"what_happened": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"occurred_on": string,"pilot_id"?: string | null,"reported_at"?: string,"reported_by": string,"severity": string,"what_happened": string
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"occurred_on"?: string,"pilot_id"?: string | null,"reported_at"?: string,"reported_by"?: string,"severity"?: string,"what_happened"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "incidents_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "incidents_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "incidents_reported_by_district_id_fkey"
      columns: ["reported_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_at": string | null,"created_at": string,"district_id": string,"expires_at": string,"id": string,"invited_by": string | null,"person_id": string | null,"withdrawn_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"created_at"?: string,"district_id": string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"person_id"?: string | null,"withdrawn_at"?: string | null
                  }
                  Update: {
                    "accepted_at"?: string | null,"created_at"?: string,"district_id"?: string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"person_id"?: string | null,"withdrawn_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_invited_by_district_id_fkey"
      columns: ["invited_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "invitations_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"join_requests": {
                  Row: {
                    "answer": string | null,"answer_note": string,"answered_at": string | null,"answered_by": string | null,"at": string,"district_id": string,"id": string,"note": string,"person_id": string,"pilot_id": string,"seat_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "answer"?: string | null,"answer_note"?: string,"answered_at"?: string | null,"answered_by"?: string | null,"at"?: string,"district_id": string,"id"?: string,"note"?: string,"person_id": string,"pilot_id": string,"seat_id"?: string | null
                  }
                  Update: {
                    "answer"?: string | null,"answer_note"?: string,"answered_at"?: string | null,"answered_by"?: string | null,"at"?: string,"district_id"?: string,"id"?: string,"note"?: string,"person_id"?: string,"pilot_id"?: string,"seat_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "join_requests_answered_by_district_id_fkey"
      columns: ["answered_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "join_requests_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "join_requests_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "join_requests_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "join_requests_seat_id_district_id_fkey"
      columns: ["seat_id","district_id"]
isOneToOne: false
      referencedRelation: "open_seats"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"meetings": {
                  Row: {
                    "begins": string,"cancel_reason": string,"cancelled_at": string | null,"chair_id": string,"district_id": string,"ended_at": string | null,"ended_by": string | null,"held_on": string,"id": string,"minutes": number,"opened_at": string | null,"opened_by": string | null,"place": string,"prepared_at": string | null,"revision": number
                  }
                  ComputedFields: never
                  Insert: {
                    "begins"?: string,"cancel_reason"?: string,"cancelled_at"?: string | null,"chair_id": string,"district_id": string,"ended_at"?: string | null,"ended_by"?: string | null,"held_on": string,"id"?: string,"minutes"?: number,"opened_at"?: string | null,"opened_by"?: string | null,"place"?: string,"prepared_at"?: string | null,"revision"?: number
                  }
                  Update: {
                    "begins"?: string,"cancel_reason"?: string,"cancelled_at"?: string | null,"chair_id"?: string,"district_id"?: string,"ended_at"?: string | null,"ended_by"?: string | null,"held_on"?: string,"id"?: string,"minutes"?: number,"opened_at"?: string | null,"opened_by"?: string | null,"place"?: string,"prepared_at"?: string | null,"revision"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "meetings_chair_id_district_id_fkey"
      columns: ["chair_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "meetings_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "meetings_ended_by_district_id_fkey"
      columns: ["ended_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "meetings_opened_by_district_id_fkey"
      columns: ["opened_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"metrics": {
                  Row: {
                    "about": Database["public"]['Enums']["metric_about"],"better": Database["public"]['Enums']["better"],"cadence": string,"change_note": string,"changed_at": string,"changed_by": string | null,"district_id": string,"domain": Database["public"]['Enums']["metric_domain"],"highest": number | null,"id": string,"kind": Database["public"]['Enums']["metric_kind"],"lowest": number | null,"meaning": string,"measures": Database["public"]['Enums']["metric_measures"],"name": string,"owner_id": string | null,"replaces": string | null,"retired_at": string | null,"retired_because": string,"source": string,"superseded_at": string | null,"unit": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "about": Database["public"]['Enums']["metric_about"],"better": Database["public"]['Enums']["better"],"cadence"?: string,"change_note"?: string,"changed_at"?: string,"changed_by"?: string | null,"district_id": string,"domain"?: Database["public"]['Enums']["metric_domain"],"highest"?: number | null,"id"?: string,"kind": Database["public"]['Enums']["metric_kind"],"lowest"?: number | null,"meaning"?: string,"measures"?: Database["public"]['Enums']["metric_measures"],"name": string,"owner_id"?: string | null,"replaces"?: string | null,"retired_at"?: string | null,"retired_because"?: string,"source"?: string,"superseded_at"?: string | null,"unit": string,"version"?: number
                  }
                  Update: {
                    "about"?: Database["public"]['Enums']["metric_about"],"better"?: Database["public"]['Enums']["better"],"cadence"?: string,"change_note"?: string,"changed_at"?: string,"changed_by"?: string | null,"district_id"?: string,"domain"?: Database["public"]['Enums']["metric_domain"],"highest"?: number | null,"id"?: string,"kind"?: Database["public"]['Enums']["metric_kind"],"lowest"?: number | null,"meaning"?: string,"measures"?: Database["public"]['Enums']["metric_measures"],"name"?: string,"owner_id"?: string | null,"replaces"?: string | null,"retired_at"?: string | null,"retired_because"?: string,"source"?: string,"superseded_at"?: string | null,"unit"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "metrics_changed_by_district_id_fkey"
      columns: ["changed_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "metrics_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "metrics_owner_id_district_id_fkey"
      columns: ["owner_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "metrics_replaces_district_id_fkey"
      columns: ["replaces","district_id"]
isOneToOne: false
      referencedRelation: "metrics"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"moves": {
                  Row: {
                    "act": string,"asks_note": boolean,"due_parts": (string)[] | null,"from_stage": Database["public"]['Enums']["stage"],"held": boolean,"low_tier_parts": (string)[] | null,"parts": (string)[],"position": number,"through": string,"to_stage": Database["public"]['Enums']["stage"]
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"asks_note"?: boolean,"due_parts"?: (string)[] | null,"from_stage": Database["public"]['Enums']["stage"],"held"?: boolean,"low_tier_parts"?: (string)[] | null,"parts": (string)[],"position": number,"through"?: string,"to_stage": Database["public"]['Enums']["stage"]
                  }
                  Update: {
                    "act"?: string,"asks_note"?: boolean,"due_parts"?: (string)[] | null,"from_stage"?: Database["public"]['Enums']["stage"],"held"?: boolean,"low_tier_parts"?: (string)[] | null,"parts"?: (string)[],"position"?: number,"through"?: string,"to_stage"?: Database["public"]['Enums']["stage"]
                  }
                  Relationships: [
                    
                  ]
                },"objectives": {
                  Row: {
                    "code": string,"district_id": string,"goal_id": string,"id": string,"intent": string,"retired_on": string | null,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"district_id": string,"goal_id": string,"id"?: string,"intent"?: string,"retired_on"?: string | null,"title": string
                  }
                  Update: {
                    "code"?: string,"district_id"?: string,"goal_id"?: string,"id"?: string,"intent"?: string,"retired_on"?: string | null,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "objectives_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "objectives_goal_id_district_id_fkey"
      columns: ["goal_id","district_id"]
isOneToOne: false
      referencedRelation: "goals"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"open_seats": {
                  Row: {
                    "closed_at": string | null,"district_id": string,"filled_by": string | null,"hours_a_week": number | null,"id": string,"opened_at": string,"opened_by": string,"pilot_id": string,"role": Database["public"]['Enums']["team_role"],"wanted": string
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_at"?: string | null,"district_id": string,"filled_by"?: string | null,"hours_a_week"?: number | null,"id"?: string,"opened_at"?: string,"opened_by": string,"pilot_id": string,"role": Database["public"]['Enums']["team_role"],"wanted": string
                  }
                  Update: {
                    "closed_at"?: string | null,"district_id"?: string,"filled_by"?: string | null,"hours_a_week"?: number | null,"id"?: string,"opened_at"?: string,"opened_by"?: string,"pilot_id"?: string,"role"?: Database["public"]['Enums']["team_role"],"wanted"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "open_seats_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "open_seats_filled_by_district_id_fkey"
      columns: ["filled_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "open_seats_opened_by_district_id_fkey"
      columns: ["opened_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "open_seats_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"people": {
                  Row: {
                    "active": boolean,"digest": boolean,"district_id": string,"email": string,"id": string,"name": string,"outside": boolean,"revision": number,"site_id": string | null,"title": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"digest"?: boolean,"district_id": string,"email": string,"id"?: string,"name": string,"outside"?: boolean,"revision"?: number,"site_id"?: string | null,"title"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "active"?: boolean,"digest"?: boolean,"district_id"?: string,"email"?: string,"id"?: string,"name"?: string,"outside"?: boolean,"revision"?: number,"site_id"?: string | null,"title"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "people_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "people_site_id_district_id_fkey"
      columns: ["site_id","district_id"]
isOneToOne: false
      referencedRelation: "sites"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"person_roles": {
                  Row: {
                    "district_id": string,"id": string,"person_id": string,"role": Database["public"]['Enums']["role"],"specialty": Database["public"]['Enums']["specialty"] | null
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"person_id": string,"role": Database["public"]['Enums']["role"],"specialty"?: Database["public"]['Enums']["specialty"] | null
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"person_id"?: string,"role"?: Database["public"]['Enums']["role"],"specialty"?: Database["public"]['Enums']["specialty"] | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "person_roles_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "person_roles_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"pilot_goals": {
                  Row: {
                    "district_id": string,"guardrail_limit": number | null,"id": string,"margin": number | null,"metric_id": string,"minimum_effect": number | null,"objective_id": string,"pilot_id": string,"planned_sd": number | null,"role": Database["public"]['Enums']["goal_role"],"target": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"guardrail_limit"?: number | null,"id"?: string,"margin"?: number | null,"metric_id": string,"minimum_effect"?: number | null,"objective_id": string,"pilot_id": string,"planned_sd"?: number | null,"role": Database["public"]['Enums']["goal_role"],"target"?: number | null
                  }
                  Update: {
                    "district_id"?: string,"guardrail_limit"?: number | null,"id"?: string,"margin"?: number | null,"metric_id"?: string,"minimum_effect"?: number | null,"objective_id"?: string,"pilot_id"?: string,"planned_sd"?: number | null,"role"?: Database["public"]['Enums']["goal_role"],"target"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "pilot_goals_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pilot_goals_metric_id_district_id_fkey"
      columns: ["metric_id","district_id"]
isOneToOne: false
      referencedRelation: "metrics"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "pilot_goals_objective_id_district_id_fkey"
      columns: ["objective_id","district_id"]
isOneToOne: false
      referencedRelation: "objectives"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "pilot_goals_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"pilot_objectives": {
                  Row: {
                    "district_id": string,"objective_id": string,"pilot_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"objective_id": string,"pilot_id": string
                  }
                  Update: {
                    "district_id"?: string,"objective_id"?: string,"pilot_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pilot_objectives_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pilot_objectives_objective_id_district_id_fkey"
      columns: ["objective_id","district_id"]
isOneToOne: false
      referencedRelation: "objectives"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "pilot_objectives_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"pilot_sites": {
                  Row: {
                    "district_id": string,"pilot_id": string,"site_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"pilot_id": string,"site_id": string
                  }
                  Update: {
                    "district_id"?: string,"pilot_id"?: string,"site_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pilot_sites_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pilot_sites_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "pilot_sites_site_id_district_id_fkey"
      columns: ["site_id","district_id"]
isOneToOne: false
      referencedRelation: "sites"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"pilots": {
                  Row: {
                    "access_revoked_on": string | null,"benefit": string,"biometric": boolean | null,"budget_once": number | null,"budget_yearly": number | null,"classes": number | null,"created_at": string,"cycle_end": string | null,"cycle_start": string | null,"decides_about_people": boolean | null,"decision_question": string,"district_id": string,"grades": (string)[],"how_we_know": string,"id": string,"kind": Database["public"]['Enums']["pilot_kind"],"launched_at": string | null,"lesson": string,"next_review": string | null,"number": number,"operating_budget": string,"operating_owner": string,"outputs_reviewed": string | null,"partners": (string)[],"payer": string,"people": number | null,"people_told_on": string | null,"personal_data": boolean | null,"problem": string,"proposed_at": string | null,"reversible": string | null,"revised_at": string | null,"revised_by": string | null,"revision": number,"risk_reason": string,"risk_tier": Database["public"]['Enums']["risk_tier"] | null,"staff_hours": number | null,"staff_who": string,"stage": Database["public"]['Enums']["stage"],"stage_since": string,"stop_rule": string,"students_take_part": boolean | null,"template_id": string | null,"template_revision": number | null,"title": string,"tool": string,"tools": (string)[],"trained_on_student_data": boolean | null,"under_13": boolean | null,"uses": (string)[] | null,"wake_on": string | null,"who_affected": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_revoked_on"?: string | null,"benefit"?: string,"biometric"?: boolean | null,"budget_once"?: number | null,"budget_yearly"?: number | null,"classes"?: number | null,"created_at"?: string,"cycle_end"?: string | null,"cycle_start"?: string | null,"decides_about_people"?: boolean | null,"decision_question"?: string,"district_id": string,"grades"?: (string)[],"how_we_know"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["pilot_kind"],"launched_at"?: string | null,"lesson"?: string,"next_review"?: string | null,"number": number,"operating_budget"?: string,"operating_owner"?: string,"outputs_reviewed"?: string | null,"partners"?: (string)[],"payer"?: string,"people"?: number | null,"people_told_on"?: string | null,"personal_data"?: boolean | null,"problem"?: string,"proposed_at"?: string | null,"reversible"?: string | null,"revised_at"?: string | null,"revised_by"?: string | null,"revision"?: number,"risk_reason"?: string,"risk_tier"?: Database["public"]['Enums']["risk_tier"] | null,"staff_hours"?: number | null,"staff_who"?: string,"stage"?: Database["public"]['Enums']["stage"],"stage_since"?: string,"stop_rule"?: string,"students_take_part"?: boolean | null,"template_id"?: string | null,"template_revision"?: number | null,"title": string,"tool"?: string,"tools"?: (string)[],"trained_on_student_data"?: boolean | null,"under_13"?: boolean | null,"uses"?: (string)[] | null,"wake_on"?: string | null,"who_affected"?: string
                  }
                  Update: {
                    "access_revoked_on"?: string | null,"benefit"?: string,"biometric"?: boolean | null,"budget_once"?: number | null,"budget_yearly"?: number | null,"classes"?: number | null,"created_at"?: string,"cycle_end"?: string | null,"cycle_start"?: string | null,"decides_about_people"?: boolean | null,"decision_question"?: string,"district_id"?: string,"grades"?: (string)[],"how_we_know"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["pilot_kind"],"launched_at"?: string | null,"lesson"?: string,"next_review"?: string | null,"number"?: number,"operating_budget"?: string,"operating_owner"?: string,"outputs_reviewed"?: string | null,"partners"?: (string)[],"payer"?: string,"people"?: number | null,"people_told_on"?: string | null,"personal_data"?: boolean | null,"problem"?: string,"proposed_at"?: string | null,"reversible"?: string | null,"revised_at"?: string | null,"revised_by"?: string | null,"revision"?: number,"risk_reason"?: string,"risk_tier"?: Database["public"]['Enums']["risk_tier"] | null,"staff_hours"?: number | null,"staff_who"?: string,"stage"?: Database["public"]['Enums']["stage"],"stage_since"?: string,"stop_rule"?: string,"students_take_part"?: boolean | null,"template_id"?: string | null,"template_revision"?: number | null,"title"?: string,"tool"?: string,"tools"?: (string)[],"trained_on_student_data"?: boolean | null,"under_13"?: boolean | null,"uses"?: (string)[] | null,"wake_on"?: string | null,"who_affected"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pilots_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pilots_revised_by_district_id_fkey"
      columns: ["revised_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"pipeline_views": {
                  Row: {
                    "district_id": string,"id": string,"name": string,"owner_id": string,"query": string,"saved_at": string,"shared": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"name": string,"owner_id": string,"query": string,"saved_at"?: string,"shared"?: boolean
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"name"?: string,"owner_id"?: string,"query"?: string,"saved_at"?: string,"shared"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "pipeline_views_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pipeline_views_owner_id_district_id_fkey"
      columns: ["owner_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"plan_amendments": {
                  Row: {
                    "amended_at": string,"amended_by": string,"became": NonNullable<Json>,"district_id": string,"id": string,"pilot_id": string,"reason": string,"results": number,"was": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "amended_at"?: string,"amended_by": string,"became": NonNullable<Json>,"district_id": string,"id"?: string,"pilot_id": string,"reason": string,"results": number,"was": NonNullable<Json>
                  }
                  Update: {
                    "amended_at"?: string,"amended_by"?: string,"became"?: NonNullable<Json>,"district_id"?: string,"id"?: string,"pilot_id"?: string,"reason"?: string,"results"?: number,"was"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "plan_amendments_amended_by_district_id_fkey"
      columns: ["amended_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "plan_amendments_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "plan_amendments_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"plans": {
                  Row: {
                    "analysis_unit": Database["public"]['Enums']["unit"],"assignment_unit": Database["public"]['Enums']["unit"],"design": Database["public"]['Enums']["design"],"district_id": string,"early_stopping": boolean,"effect_spread": number | null,"groups_per_arm": number | null,"icc": number | null,"locked_at": string | null,"outcome_period": string,"people_per_arm": number | null,"pilot_id": string,"pretest_r2": number | null,"strata": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "analysis_unit": Database["public"]['Enums']["unit"],"assignment_unit": Database["public"]['Enums']["unit"],"design": Database["public"]['Enums']["design"],"district_id": string,"early_stopping"?: boolean,"effect_spread"?: number | null,"groups_per_arm"?: number | null,"icc"?: number | null,"locked_at"?: string | null,"outcome_period": string,"people_per_arm"?: number | null,"pilot_id": string,"pretest_r2"?: number | null,"strata"?: (string)[]
                  }
                  Update: {
                    "analysis_unit"?: Database["public"]['Enums']["unit"],"assignment_unit"?: Database["public"]['Enums']["unit"],"design"?: Database["public"]['Enums']["design"],"district_id"?: string,"early_stopping"?: boolean,"effect_spread"?: number | null,"groups_per_arm"?: number | null,"icc"?: number | null,"locked_at"?: string | null,"outcome_period"?: string,"people_per_arm"?: number | null,"pilot_id"?: string,"pretest_r2"?: number | null,"strata"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "plans_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "plans_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: true
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"recusals": {
                  Row: {
                    "at": string,"district_id": string,"id": string,"person_id": string,"pilot_id": string,"reason": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"district_id": string,"id"?: string,"person_id": string,"pilot_id": string,"reason": string
                  }
                  Update: {
                    "at"?: string,"district_id"?: string,"id"?: string,"person_id"?: string,"pilot_id"?: string,"reason"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "recusals_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "recusals_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "recusals_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"review_rules": {
                  Row: {
                    "district_id": string,"specialty": Database["public"]['Enums']["specialty"],"tier": Database["public"]['Enums']["risk_tier"]
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"specialty": Database["public"]['Enums']["specialty"],"tier": Database["public"]['Enums']["risk_tier"]
                  }
                  Update: {
                    "district_id"?: string,"specialty"?: Database["public"]['Enums']["specialty"],"tier"?: Database["public"]['Enums']["risk_tier"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "review_rules_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"reviews": {
                  Row: {
                    "asked_again": boolean,"asked_at": string,"assigned_at": string | null,"assigned_to": string | null,"decided_at": string | null,"district_id": string,"id": string,"no_interest": boolean | null,"pilot_id": string,"questions_version": number | null,"reason": string,"reopened_at": string | null,"reopened_why": string,"reviewer_id": string | null,"specialty": Database["public"]['Enums']["specialty"],"state": Database["public"]['Enums']["review_state"]
                  }
                  ComputedFields: never
                  Insert: {
                    "asked_again"?: boolean,"asked_at"?: string,"assigned_at"?: string | null,"assigned_to"?: string | null,"decided_at"?: string | null,"district_id": string,"id"?: string,"no_interest"?: boolean | null,"pilot_id": string,"questions_version"?: number | null,"reason"?: string,"reopened_at"?: string | null,"reopened_why"?: string,"reviewer_id"?: string | null,"specialty": Database["public"]['Enums']["specialty"],"state"?: Database["public"]['Enums']["review_state"]
                  }
                  Update: {
                    "asked_again"?: boolean,"asked_at"?: string,"assigned_at"?: string | null,"assigned_to"?: string | null,"decided_at"?: string | null,"district_id"?: string,"id"?: string,"no_interest"?: boolean | null,"pilot_id"?: string,"questions_version"?: number | null,"reason"?: string,"reopened_at"?: string | null,"reopened_why"?: string,"reviewer_id"?: string | null,"specialty"?: Database["public"]['Enums']["specialty"],"state"?: Database["public"]['Enums']["review_state"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "reviews_assigned_to_district_id_fkey"
      columns: ["assigned_to","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "reviews_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reviews_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "reviews_reviewer_id_district_id_fkey"
      columns: ["reviewer_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"second_evaluators": {
                  Row: {
                    "asked_at": string,"asked_by": string,"district_id": string,"id": string,"person_id": string,"pilot_id": string,"until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "asked_at"?: string,"asked_by": string,"district_id": string,"id"?: string,"person_id": string,"pilot_id": string,"until"?: string | null
                  }
                  Update: {
                    "asked_at"?: string,"asked_by"?: string,"district_id"?: string,"id"?: string,"person_id"?: string,"pilot_id"?: string,"until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "second_evaluators_asked_by_district_id_fkey"
      columns: ["asked_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "second_evaluators_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "second_evaluators_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "second_evaluators_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"second_opinions": {
                  Row: {
                    "at": string,"district_id": string,"evaluation_id": string,"id": string,"pilot_id": string,"remarks": string,"reviewer_id": string,"verdict": Database["public"]['Enums']["second_opinion"]
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"district_id": string,"evaluation_id": string,"id"?: string,"pilot_id": string,"remarks"?: string,"reviewer_id": string,"verdict": Database["public"]['Enums']["second_opinion"]
                  }
                  Update: {
                    "at"?: string,"district_id"?: string,"evaluation_id"?: string,"id"?: string,"pilot_id"?: string,"remarks"?: string,"reviewer_id"?: string,"verdict"?: Database["public"]['Enums']["second_opinion"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "second_opinions_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "second_opinions_evaluation_id_district_id_fkey"
      columns: ["evaluation_id","district_id"]
isOneToOne: false
      referencedRelation: "evaluations"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "second_opinions_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "second_opinions_reviewer_id_district_id_fkey"
      columns: ["reviewer_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"signatures": {
                  Row: {
                    "act": string,"at": string,"criterion": string,"district_id": string,"id": string,"note": string,"person_id": string,"pilot_id": string,"withdrawn_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"at"?: string,"criterion": string,"district_id": string,"id"?: string,"note"?: string,"person_id": string,"pilot_id": string,"withdrawn_at"?: string | null
                  }
                  Update: {
                    "act"?: string,"at"?: string,"criterion"?: string,"district_id"?: string,"id"?: string,"note"?: string,"person_id"?: string,"pilot_id"?: string,"withdrawn_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "signatures_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "signatures_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "signatures_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"sites": {
                  Row: {
                    "closed_on": string | null,"district_id": string,"id": string,"kind": Database["public"]['Enums']["site_kind"],"name": string,"revision": number
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_on"?: string | null,"district_id": string,"id"?: string,"kind": Database["public"]['Enums']["site_kind"],"name": string,"revision"?: number
                  }
                  Update: {
                    "closed_on"?: string | null,"district_id"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["site_kind"],"name"?: string,"revision"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "sites_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"stage_changes": {
                  Row: {
                    "act": string,"actor_id": string | null,"at": string,"criteria": NonNullable<Json>,"district_id": string,"from_stage": Database["public"]['Enums']["stage"],"id": string,"note": string,"pilot_id": string,"to_stage": Database["public"]['Enums']["stage"]
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"actor_id"?: string | null,"at"?: string,"criteria"?: NonNullable<Json>,"district_id": string,"from_stage": Database["public"]['Enums']["stage"],"id"?: string,"note"?: string,"pilot_id": string,"to_stage": Database["public"]['Enums']["stage"]
                  }
                  Update: {
                    "act"?: string,"actor_id"?: string | null,"at"?: string,"criteria"?: NonNullable<Json>,"district_id"?: string,"from_stage"?: Database["public"]['Enums']["stage"],"id"?: string,"note"?: string,"pilot_id"?: string,"to_stage"?: Database["public"]['Enums']["stage"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "stage_changes_actor_id_district_id_fkey"
      columns: ["actor_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "stage_changes_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stage_changes_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"strategy_versions": {
                  Row: {
                    "content": NonNullable<Json>,"district_id": string,"id": string,"note": string,"published_at": string,"published_by": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "content": NonNullable<Json>,"district_id": string,"id"?: string,"note": string,"published_at"?: string,"published_by"?: string | null,"version": number
                  }
                  Update: {
                    "content"?: NonNullable<Json>,"district_id"?: string,"id"?: string,"note"?: string,"published_at"?: string,"published_by"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "strategy_versions_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "strategy_versions_published_by_district_id_fkey"
      columns: ["published_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"substitutes": {
                  Row: {
                    "appointed_by": string,"district_id": string,"id": string,"part": string,"person_id": string,"pilot_id": string,"reason": string,"since": string,"until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "appointed_by": string,"district_id": string,"id"?: string,"part": string,"person_id": string,"pilot_id": string,"reason": string,"since"?: string,"until"?: string | null
                  }
                  Update: {
                    "appointed_by"?: string,"district_id"?: string,"id"?: string,"part"?: string,"person_id"?: string,"pilot_id"?: string,"reason"?: string,"since"?: string,"until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "substitutes_appointed_by_district_id_fkey"
      columns: ["appointed_by","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "substitutes_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "substitutes_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "substitutes_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"team_members": {
                  Row: {
                    "district_id": string,"id": string,"joined_at": string,"left_at": string | null,"person_id": string,"pilot_id": string,"role": Database["public"]['Enums']["team_role"]
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"joined_at"?: string,"left_at"?: string | null,"person_id": string,"pilot_id": string,"role": Database["public"]['Enums']["team_role"]
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"joined_at"?: string,"left_at"?: string | null,"person_id"?: string,"pilot_id"?: string,"role"?: Database["public"]['Enums']["team_role"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "team_members_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "team_members_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "team_members_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"terms": {
                  Row: {
                    "district_id": string,"ends_on": string,"id": string,"name": string,"revision": number,"starts_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"ends_on": string,"id"?: string,"name": string,"revision"?: number,"starts_on": string
                  }
                  Update: {
                    "district_id"?: string,"ends_on"?: string,"id"?: string,"name"?: string,"revision"?: number,"starts_on"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "terms_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    }
                  ]
                },"waivers": {
                  Row: {
                    "act": string,"at": string,"criterion": string,"district_id": string,"id": string,"person_id": string,"pilot_id": string,"reason": string
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"at"?: string,"criterion": string,"district_id": string,"id"?: string,"person_id": string,"pilot_id": string,"reason": string
                  }
                  Update: {
                    "act"?: string,"at"?: string,"criterion"?: string,"district_id"?: string,"id"?: string,"person_id"?: string,"pilot_id"?: string,"reason"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "waivers_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "waivers_person_id_district_id_fkey"
      columns: ["person_id","district_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["id","district_id"]
    },{
      foreignKeyName: "waivers_pilot_id_district_id_fkey"
      columns: ["pilot_id","district_id"]
isOneToOne: false
      referencedRelation: "pilots"
      referencedColumns: ["id","district_id"]
    }
                  ]
                },"wip_limits": {
                  Row: {
                    "district_id": string,"id": string,"mode": Database["public"]['Enums']["wip_mode"],"most": number,"per": Database["public"]['Enums']["wip_scope"],"revision": number,"site_id": string | null,"stage": Database["public"]['Enums']["stage"]
                  }
                  ComputedFields: never
                  Insert: {
                    "district_id": string,"id"?: string,"mode": Database["public"]['Enums']["wip_mode"],"most": number,"per": Database["public"]['Enums']["wip_scope"],"revision"?: number,"site_id"?: string | null,"stage": Database["public"]['Enums']["stage"]
                  }
                  Update: {
                    "district_id"?: string,"id"?: string,"mode"?: Database["public"]['Enums']["wip_mode"],"most"?: number,"per"?: Database["public"]['Enums']["wip_scope"],"revision"?: number,"site_id"?: string | null,"stage"?: Database["public"]['Enums']["stage"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "wip_limits_district_id_fkey"
      columns: ["district_id"]
isOneToOne: false
      referencedRelation: "districts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "wip_limits_site_id_district_id_fkey"
      columns: ["site_id","district_id"]
isOneToOne: false
      referencedRelation: "sites"
      referencedColumns: ["id","district_id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "accept_invitation":
{ Args: { "token": string }; Returns: undefined
                           },
"accept_measurements":
{ Args: { "ids": (string)[],"pilot": string }; Returns: number
                           },
"acknowledge_policy":
{ Args: { "policy": string,"version": number }; Returns: undefined
                           },
"activity_log":
{ Args: { "before"?: number,"filters"?: Json,"most"?: number }; Returns: Json
                           },
"add_incident_action":
{ Args: { "due": string,"id"?: string,"incident": string,"owner": string,"what": string }; Returns: string
                           },
"add_interim_report":
{ Args: { "incident": string,"words": string }; Returns: undefined
                           },
"add_step":
{ Args: { "fields": Json,"pilot": string,"step": string }; Returns: string
                           },
"add_to_minutes":
{ Args: { "meeting": string,"words": string }; Returns: undefined
                           },
"advance_pilot":
{ Args: { "from_stage": Database["public"]['Enums']["stage"],"note"?: string,"pilot": string,"to_stage": Database["public"]['Enums']["stage"] }; Returns: Json
                           },
"advertised_seats":
{ Args: { "before"?: string,"filters"?: Json,"most"?: number }; Returns: Json
                           },
"amend_plan":
{ Args: { "goals"?: Json,"pilot": string,"plan": Json,"reason"?: string }; Returns: string
                           },
"analysis":
{ Args: { "pilot": string }; Returns: Json
                           },
"answer_as_partner":
{ Args: { "answer": string,"question": string,"token": string }; Returns: undefined
                           },
"answer_closing":
{ Args: { "approve": boolean,"incident": string,"seen"?: number,"words"?: string }; Returns: undefined
                           },
"answer_feedback":
{ Args: { "answers": Json,"pilot": string,"round": string }; Returns: undefined
                           },
"answer_finding":
{ Args: { "answer": string,"finding": string,"link"?: string,"seen": number }; Returns: undefined
                           },
"answer_join":
{ Args: { "accept": boolean,"note"?: string,"request": string,"without_seat"?: boolean }; Returns: undefined
                           },
"answer_look_alikes":
{ Args: { "answers": Json,"pilot": string }; Returns: Json
                           },
"answer_meeting":
{ Args: { "comes": boolean,"meeting": string,"reason"?: string }; Returns: undefined
                           },
"answer_principles":
{ Args: { "answers": Json,"pilot": string,"seen"?: number }; Returns: Json
                           },
"appoint":
{ Args: { "person": string,"pilot": string,"role": Database["public"]['Enums']["assignment_role"] }; Returns: undefined
                           },
"ask_partner":
{ Args: { "contact": string,"due_on"?: string,"id"?: string,"pilot": string,"question": string }; Returns: string
                           },
"ask_second_evaluator":
{ Args: { "person": string,"pilot": string }; Returns: string
                           },
"ask_to_join":
{ Args: { "note"?: string,"pilot": string,"seat"?: string }; Returns: string
                           },
"assign_review":
{ Args: { "person"?: string,"pilot": string,"specialty": Database["public"]['Enums']["specialty"] }; Returns: undefined
                           },
"attempt_wait":
{ Args: { "kind": string,"seconds": number,"subject": string }; Returns: number
                           },
"avoided_so_far":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"awaits_first_admin":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"brief":
{ Args: { "brief"?: string,"input"?: boolean,"pilot": string }; Returns: Json
                           },
"cabinet":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"calendar_feed":
{ Args: { "token": string }; Returns: Json
                           },
"calendar_link":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"call_meeting":
{ Args: { "begins"?: string,"chair": string,"held_on": string,"minutes"?: number,"place"?: string }; Returns: string
                           },
"cancel_meeting":
{ Args: { "meeting": string,"reason": string,"seen"?: number }; Returns: undefined
                           },
"carry_over":
{ Args: { "item": string,"reason": string }; Returns: string
                           },
"cast_vote":
{ Args: { "choice": Database["public"]['Enums']["vote_choice"],"no_interest"?: boolean,"pilot": string,"reason"?: string }; Returns: undefined
                           },
"change_condition":
{ Args: { "condition": string,"due_on"?: string,"owner"?: string,"reason"?: string,"seen"?: number }; Returns: undefined
                           },
"change_step":
{ Args: { "fields": Json,"pilot": string,"step": string }; Returns: undefined
                           },
"changes":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"changes_of":
{ Args: { "pilot": string }; Returns: Json
                           },
"check_address":
{ Args: { "address": string }; Returns: string
                           },
"choices":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"choose_monitoring":
{ Args: { "every": number,"pilot": string,"seen": number }; Returns: string
                           },
"choose_on_breach":
{ Args: { "pilot": string,"roll_back": boolean,"seen": number }; Returns: undefined
                           },
"cite_principle":
{ Args: { "act": string,"note": string,"pilot": string,"principle": string }; Returns: undefined
                           },
"claim_first_admin":
{ Args: { "code": string,"person_email": string,"person_name": string }; Returns: string
                           },
"claim_mails":
{ Args: { "most": number }; Returns: {
              "address": string,"attempts": number,"district": string,"facts": Json,"id": string,"kind": string,"person": string,"stop": string
            }[]
                           },
"close_condition":
{ Args: { "condition": string,"met": boolean,"note"?: string,"seen"?: number }; Returns: undefined
                           },
"close_feedback":
{ Args: { "pilot": string,"round": string }; Returns: undefined
                           },
"close_finding":
{ Args: { "finding": string,"reason": string,"seen": number }; Returns: undefined
                           },
"close_partner_room":
{ Args: { "contact": string,"pilot": string }; Returns: undefined
                           },
"close_seat":
{ Args: { "pilot": string,"seat": string }; Returns: undefined
                           },
"close_voting":
{ Args: { "item": string }; Returns: undefined
                           },
"comment":
{ Args: { "body": string,"id"?: string,"part"?: string,"pilot": string,"reply_to"?: string,"reviewers_only"?: boolean }; Returns: string
                           },
"comments":
{ Args: { "before"?: string,"most"?: number,"pilot": string,"upto"?: string }; Returns: Json
                           },
"condition_list":
{ Args: { "filters"?: Json,"page"?: number }; Returns: Json
                           },
"confirm_completions":
{ Args: { "completions": (string)[] }; Returns: number
                           },
"contract_facts":
{ Args: { "pilot": string }; Returns: Json
                           },
"correct_completion":
{ Args: { "completed_on": string,"completion": string,"reason": string }; Returns: string
                           },
"deactivate_person":
{ Args: { "heirs"?: Json,"person": string }; Returns: undefined
                           },
"deciding":
{ Args: { "pilot": string }; Returns: Json
                           },
"decision":
{ Args: { "decision": string }; Returns: Json
                           },
"decision_log":
{ Args: { "filters"?: Json }; Returns: Json
                           },
"decision_overrides":
{ Args: { "filters"?: Json }; Returns: Json
                           },
"decision_votes":
{ Args: { "decision": string }; Returns: {
              "choice": Database["public"]['Enums']["vote_choice"],"counted": boolean,"dissents": boolean,"reason": string,"sponsors": boolean,"voter": string,"voter_id": string,"why_not": string
            }[]
                           },
"delete_view":
{ Args: { "view": string }; Returns: undefined
                           },
"do_monitoring_review":
{ Args: { "answers": Json,"pilot": string,"seen": number,"verdict": string,"words": string }; Returns: string
                           },
"do_step":
{ Args: { "fields": Json,"pilot": string,"step": string }; Returns: undefined
                           },
"end_agreement":
{ Args: { "agreement": string,"ended_on": string,"reason": string,"tool": string }; Returns: undefined
                           },
"end_calendar_link":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"end_meeting":
{ Args: { "meeting": string }; Returns: undefined
                           },
"end_other_sessions":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"end_partner_agreement":
{ Args: { "agreement": string,"ended_on": string,"organisation": string,"reason": string }; Returns: undefined
                           },
"end_runbook_rule":
{ Args: { "rule": string }; Returns: undefined
                           },
"end_session":
{ Args: { "session": string }; Returns: undefined
                           },
"evaluation":
{ Args: { "pilot": string }; Returns: Json
                           },
"evaluation_evidence":
{ Args: { "evaluation": string,"pilot": string }; Returns: Json
                           },
"evidence_input":
{ Args: { "pilot": string }; Returns: Json
                           },
"evidence_stamp":
{ Args: { "pilot": string }; Returns: string
                           },
"fact_history":
{ Args: { "key": string }; Returns: Json
                           },
"family_rules":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"feedback":
{ Args: { "pilot": string }; Returns: Json
                           },
"file_incident":
{ Args: { "report": Json }; Returns: string
                           },
"find":
{ Args: { "most"?: number,"query": string }; Returns: Json
                           },
"findings":
{ Args: { "pilot": string }; Returns: Json
                           },
"finish_incident_action":
{ Args: { "action": string,"incident": string,"note"?: string }; Returns: undefined
                           },
"finish_mitigation":
{ Args: { "evidence": string,"mitigation": string,"seen": number }; Returns: undefined
                           },
"finish_wave":
{ Args: { "wave": string }; Returns: undefined
                           },
"flow":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"forgive_attempts":
{ Args: { "kind": string,"subject": string,"times"?: number }; Returns: undefined
                           },
"gate":
{ Args: { "pilot": string }; Returns: {
              "act": string,"criterion": string,"facts": Json,"how": string,"met": boolean,"required": boolean,"signed_by": (string)[],"title": string,"to_stage": Database["public"]['Enums']["stage"]
            }[]
                           },
"gate_settings":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"grant_exception":
{ Args: { "for_pilot": string,"person": string,"policy": string,"reason": string,"until": string }; Returns: string
                           },
"hold_wave":
{ Args: { "reason": string,"wave": string }; Returns: undefined
                           },
"home":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"import_completions":
{ Args: { "dry_run": boolean,"rows": Json }; Returns: Json
                           },
"import_tools":
{ Args: { "dry_run"?: boolean,"rows": Json,"seen"?: Json }; Returns: Json
                           },
"inbox":
{ Args: { "before"?: number,"most"?: number,"unread"?: boolean }; Returns: Json
                           },
"incident":
{ Args: { "incident": string }; Returns: Json
                           },
"incident_choices":
{ Args: { "pilots"?: (string)[] }; Returns: Json
                           },
"incident_list":
{ Args: { "filters"?: Json,"page"?: number }; Returns: Json
                           },
"invitation":
{ Args: { "token": string }; Returns: Json
                           },
"invite_again":
{ Args: { "person": string }; Returns: string
                           },
"invite_people":
{ Args: { "dry_run"?: boolean,"rows": Json }; Returns: Json
                           },
"join_incidents":
{ Args: { "keep": string,"other": string,"reason": string }; Returns: undefined
                           },
"join_tools":
{ Args: { "agreement"?: string,"keep": string,"other": string,"reason": string }; Returns: undefined
                           },
"keep_form":
{ Args: { "account": string,"fields": Json,"path": string,"token": string }; Returns: boolean
                           },
"keep_mapping":
{ Args: { "mapping": Json,"metric": string,"pilot": string }; Returns: undefined
                           },
"keep_tools_apart":
{ Args: { "one": string,"other": string }; Returns: undefined
                           },
"kept_forms":
{ Args: { "tokens": (string)[] }; Returns: Json
                           },
"kept_mapping":
{ Args: { "metric": string,"pilot": string }; Returns: Json
                           },
"leave_team":
{ Args: { "pilot": string }; Returns: undefined
                           },
"lift_condition":
{ Args: { "condition": string,"reason": string,"seen"?: number }; Returns: undefined
                           },
"lift_hold":
{ Args: { "hold": string,"pilot": string,"reason": string }; Returns: undefined
                           },
"log_measurements":
{ Args: { "pilot": string,"rows": Json }; Returns: Json
                           },
"look_alikes":
{ Args: { "pilot"?: string,"problem"?: string,"query": string,"tool"?: string }; Returns: Json
                           },
"looks":
{ Args: { "pilot": string }; Returns: Json
                           },
"make_calendar_link":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"mark_answer":
{ Args: { "answer": number,"mark": string,"note"?: string,"pilot": string }; Returns: undefined
                           },
"me":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"measurements":
{ Args: { "pilot": string }; Returns: {
              "accepted": boolean,"arm": Database["public"]['Enums']["arm"],"cluster_sd": number,"clusters": number,"correlation": number,"events": number,"exposure": number,"id": string,"logged_at": string,"logged_by": string,"mean": number,"measured_on": string,"metric_id": string,"n": number,"note": string,"period": string,"phase": Database["public"]['Enums']["phase"],"reason": string,"sd": number,"site_id": string,"source": string,"stratum": string,"subgroup": string,"superseded_by": string,"supersedes": string,"value": number,"withheld": boolean
            }[]
                           },
"measurements_of":
{ Args: { "metrics"?: (string)[],"pilot": string }; Returns: {
              "accepted": boolean,"arm": Database["public"]['Enums']["arm"],"by": string,"cluster_sd": number,"clusters": number,"correlation": number,"events": number,"exposure": number,"id": string,"logged_at": string,"logged_by": string,"mean": number,"measured_on": string,"metric_id": string,"n": number,"note": string,"period": string,"phase": Database["public"]['Enums']["phase"],"reason": string,"sd": number,"site": string,"site_id": string,"source": string,"stratum": string,"subgroup": string,"superseded_by": string,"supersedes": string,"value": number,"withheld": boolean
            }[]
                           },
"meeting":
{ Args: { "meeting": string }; Returns: Json
                           },
"mentionable":
{ Args: { "pilot": string }; Returns: Json
                           },
"mentions":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"metric_library":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"metric_versions":
{ Args: { "metric": string }; Returns: Json
                           },
"mint_invitation":
{ Args: { "invitation": string }; Returns: string
                           },
"monitoring":
{ Args: { "pilot": string }; Returns: Json
                           },
"monitoring_questions":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_proposals":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_sessions":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,"current": boolean,"id": string,"last_used": string,"user_agent": string
            }[]
                           },
"note_attendance":
{ Args: { "meeting": string,"minutes_ago"?: number,"people": (string)[],"what": string }; Returns: undefined
                           },
"note_device":
{ Args: { "agent": string }; Returns: undefined
                           },
"open_feedback":
{ Args: { "closes_on": string,"period": string,"pilot": string }; Returns: string
                           },
"open_item":
{ Args: { "item": string }; Returns: Json
                           },
"open_meeting":
{ Args: { "meeting": string }; Returns: undefined
                           },
"open_seat":
{ Args: { "hours_a_week"?: number,"id"?: string,"pilot": string,"role": Database["public"]['Enums']["team_role"],"wanted": string }; Returns: string
                           },
"open_with_view":
{ Args: { "view": string }; Returns: undefined
                           },
"order_docket":
{ Args: { "items": (string)[],"meeting": string,"minutes"?: (number)[],"seen"?: number }; Returns: number
                           },
"order_waves":
{ Args: { "pilot": string,"seen": number,"waves": (string)[] }; Returns: undefined
                           },
"organisation":
{ Args: { "organisation": string }; Returns: Json
                           },
"organisations":
{ Args: { "filters"?: Json,"page"?: number }; Returns: Json
                           },
"outdated_wave_readings":
{ Args: { "most"?: number }; Returns: string[]
                           },
"outlived_analyses":
{ Args: { "most"?: number }; Returns: string[]
                           },
"own_settings":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"packet":
{ Args: { "meeting": string }; Returns: Json
                           },
"partner_questions_of":
{ Args: { "pilot": string }; Returns: Json
                           },
"partner_room":
{ Args: { "token": string }; Returns: Json
                           },
"people_office":
{ Args: { "filters"?: Json }; Returns: Json
                           },
"person":
{ Args: { "person": string }; Returns: Json
                           },
"person_office":
{ Args: { "person": string }; Returns: Json
                           },
"pilot":
{ Args: { "pilot": string }; Returns: Json
                           },
"pilot_principles":
{ Args: { "pilot": string }; Returns: Json
                           },
"pilot_review":
{ Args: { "pilot": string,"specialty": Database["public"]['Enums']["specialty"] }; Returns: Json
                           },
"pilot_reviews":
{ Args: { "pilot": string }; Returns: Json
                           },
"pilot_tools":
{ Args: { "pilot": string }; Returns: Json
                           },
"pipeline":
{ Args: { "after"?: string,"cards"?: number,"filters"?: Json }; Returns: Json
                           },
"pipeline_facets":
{ Args: { "filters"?: Json }; Returns: Json
                           },
"pipeline_groups":
{ Args: { "by"?: string,"cards"?: number,"filters"?: Json,"shape"?: string,"skip"?: number,"sort"?: string }; Returns: Json
                           },
"pipeline_page":
{ Args: { "asked": Json }; Returns: Json
                           },
"pipeline_rows":
{ Args: { "after"?: string,"filters"?: Json,"most"?: number,"sort"?: string }; Returns: Json
                           },
"plan_waves":
{ Args: { "pilot": string,"seen": number,"waves": Json }; Returns: undefined
                           },
"policies":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"policy":
{ Args: { "policy": string }; Returns: Json
                           },
"preview_review_rules":
{ Args: { "rules": Json }; Returns: Json
                           },
"principles":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"propose_closing":
{ Args: { "incident": string,"seen"?: number,"words": string }; Returns: undefined
                           },
"propose_tool":
{ Args: { "tool": Json }; Returns: Json
                           },
"publish_policy":
{ Args: { "minor"?: boolean,"policy": string,"reason"?: string,"seen": number }; Returns: Json
                           },
"publish_principle":
{ Args: { "principle": Json }; Returns: Json
                           },
"publish_questions":
{ Args: { "note"?: string,"questions": Json,"seen": number,"specialty": Database["public"]['Enums']["specialty"] }; Returns: number
                           },
"put_on_docket":
{ Args: { "meeting"?: string,"note": string,"pilot": string }; Returns: string
                           },
"put_on_meeting":
{ Args: { "item": string,"meeting": string }; Returns: undefined
                           },
"put_to_vote":
{ Args: { "item": string,"reason": string }; Returns: undefined
                           },
"question_sets":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"raise_finding":
{ Args: { "fields": Json,"finding": string,"pilot": string }; Returns: string
                           },
"raise_hold":
{ Args: { "pilot": string,"reason": string }; Returns: string
                           },
"reactivate_person":
{ Args: { "person": string }; Returns: undefined
                           },
"read_minutes":
{ Args: { "meeting": string }; Returns: Json
                           },
"reassign_finding":
{ Args: { "due_on"?: string,"finding": string,"person": string,"reason"?: string,"seen": number }; Returns: undefined
                           },
"record_agreement":
{ Args: { "agreement": Json,"tool": string }; Returns: Json
                           },
"record_completion":
{ Args: { "completed_on": string,"evidence"?: string,"module": string,"person": string }; Returns: Json
                           },
"record_decision":
{ Args: { "conditions"?: Json,"cycle_end"?: string,"different"?: string,"item"?: string,"next_review"?: string,"outcome": Database["public"]['Enums']["outcome"],"override_reason"?: string,"pilot": string,"rationale": string,"second"?: string,"wake_on"?: string }; Returns: string
                           },
"record_partner_agreement":
{ Args: { "agreement": Json,"organisation": string }; Returns: string
                           },
"recuse":
{ Args: { "pilot": string,"reason": string }; Returns: undefined
                           },
"regrade_finding":
{ Args: { "finding": string,"reason": string,"seen": number,"severity": string }; Returns: undefined
                           },
"release_wave":
{ Args: { "reason": string,"wave": string }; Returns: undefined
                           },
"remove_from_calendar":
{ Args: { "entry": string }; Returns: undefined
                           },
"remove_partner":
{ Args: { "contact": string,"pilot": string }; Returns: undefined
                           },
"remove_wave":
{ Args: { "seen": number,"wave": string }; Returns: undefined
                           },
"remove_wip_limit":
{ Args: { "wip_limit": string }; Returns: undefined
                           },
"reopen_finding":
{ Args: { "finding": string,"reason": string,"seen": number }; Returns: undefined
                           },
"reopen_incident":
{ Args: { "incident": string,"reason": string }; Returns: undefined
                           },
"reopen_mitigation":
{ Args: { "mitigation": string,"reason": string,"seen": number }; Returns: undefined
                           },
"reopen_voting":
{ Args: { "item": string,"reason": string }; Returns: undefined
                           },
"report_condition":
{ Args: { "condition": string,"link"?: string,"report": string,"seen"?: number }; Returns: undefined
                           },
"report_incident":
{ Args: { "occurred_on": string,"pilot": string,"severity": string,"what_happened": string }; Returns: string
                           },
"resolve_comment":
{ Args: { "comment": string,"pilot": string,"resolved"?: boolean }; Returns: undefined
                           },
"retire_metric":
{ Args: { "metric": string,"reason": string }; Returns: undefined
                           },
"retire_policy":
{ Args: { "policy": string,"reason": string,"seen": number }; Returns: undefined
                           },
"retire_principle":
{ Args: { "principle": string,"reason"?: string,"retired": boolean }; Returns: undefined
                           },
"retire_training_module":
{ Args: { "module": string,"retired": boolean }; Returns: undefined
                           },
"review_evaluation":
{ Args: { "evaluation": string,"pilot": string,"remarks"?: string,"verdict": Database["public"]['Enums']["second_opinion"] }; Returns: string
                           },
"review_load":
{ Args: { "filters"?: Json,"place"?: number }; Returns: Json
                           },
"review_touches":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"revive_metric":
{ Args: { "metric": string }; Returns: undefined
                           },
"risk_overrides":
{ Args: { "filters"?: Json }; Returns: Json
                           },
"risk_table":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"roll_back_wave":
{ Args: { "reason": string,"wave": string }; Returns: undefined
                           },
"room":
{ Args: { "item"?: string,"meeting": string }; Returns: Json
                           },
"room_version":
{ Args: { "meeting": string }; Returns: Json
                           },
"runbook":
{ Args: { "pilot": string }; Returns: Json
                           },
"runbook_office":
{ Args: { "pilot"?: string }; Returns: Json
                           },
"safeguards":
{ Args: { "pilot": string }; Returns: Json
                           },
"save_avoided":
{ Args: { "fields": Json,"pilot": string }; Returns: undefined
                           },
"save_contract_facts":
{ Args: { "facts": Json,"pilot": string,"seen"?: number }; Returns: number
                           },
"save_days_off":
{ Args: { "days_off": string,"fields": Json,"revision": number }; Returns: string
                           },
"save_draft":
{ Args: { "pilot": string,"proposal": Json,"step"?: string }; Returns: Json
                           },
"save_evaluation_draft":
{ Args: { "fields": Json,"pilot": string,"revision"?: number }; Returns: Json
                           },
"save_fact":
{ Args: { "fact": Json }; Returns: Json
                           },
"save_facts":
{ Args: { "facts": Json,"pilot": string }; Returns: undefined
                           },
"save_family_measure":
{ Args: { "kind": string,"measure": Json,"pilot": string,"reason"?: string,"seen"?: number }; Returns: number
                           },
"save_family_rules":
{ Args: { "revision": number,"rules": Json }; Returns: number
                           },
"save_forecast":
{ Args: { "about": string,"actual"?: boolean,"amount"?: number,"metric"?: string,"pilot": string,"words"?: string }; Returns: undefined
                           },
"save_gate_rules":
{ Args: { "preview"?: boolean,"revision": number,"rules": Json }; Returns: Json
                           },
"save_meeting":
{ Args: { "fields": Json,"meeting": string,"seen"?: number }; Returns: number
                           },
"save_metric":
{ Args: { "metric": Json }; Returns: Json
                           },
"save_minutes":
{ Args: { "meeting": string,"sections": Json,"seen": number }; Returns: number
                           },
"save_mitigation":
{ Args: { "mitigation": Json,"pilot": string }; Returns: string
                           },
"save_monitoring_questions":
{ Args: { "questions": Json,"seen": number }; Returns: number
                           },
"save_organisation":
{ Args: { "organisation": Json }; Returns: string
                           },
"save_own_settings":
{ Args: { "at_once"?: boolean,"digest": string,"weekday"?: number }; Returns: undefined
                           },
"save_partner":
{ Args: { "contact": Json,"id"?: string,"pilot": string }; Returns: string
                           },
"save_person":
{ Args: { "fields": Json,"person": string,"revision": number }; Returns: number
                           },
"save_plan":
{ Args: { "goals": Json,"pilot": string,"plan": Json }; Returns: undefined
                           },
"save_policy":
{ Args: { "policy": Json }; Returns: Json
                           },
"save_proposal":
{ Args: { "pilot": string,"proposal": Json }; Returns: string
                           },
"save_residual_risk":
{ Args: { "level": string,"pilot": string,"reason": string,"seen"?: number }; Returns: number
                           },
"save_review_answers":
{ Args: { "answers": Json,"pilot": string,"seen"?: string,"specialty": Database["public"]['Enums']["specialty"] }; Returns: string
                           },
"save_review_rules":
{ Args: { "rules": Json,"seen": number }; Returns: undefined
                           },
"save_risk_table":
{ Args: { "preview"?: boolean,"reason"?: string,"revision": number,"risk": Json }; Returns: Json
                           },
"save_runbook_rule":
{ Args: { "rule": Json }; Returns: string
                           },
"save_settings":
{ Args: { "revision": number,"settings": Json }; Returns: number
                           },
"save_site":
{ Args: { "fields": Json,"revision": number,"site": string }; Returns: string
                           },
"save_strategy":
{ Args: { "goals": Json,"note": string,"version": number }; Returns: number
                           },
"save_template":
{ Args: { "template": Json }; Returns: string
                           },
"save_term":
{ Args: { "fields": Json,"revision": number,"term": string }; Returns: string
                           },
"save_thanks":
{ Args: { "pilot": string,"words": string }; Returns: undefined
                           },
"save_tool":
{ Args: { "tool": Json }; Returns: Json
                           },
"save_training_module":
{ Args: { "module": Json }; Returns: string
                           },
"save_training_rules":
{ Args: { "revision": number,"rules": Json }; Returns: undefined
                           },
"save_view":
{ Args: { "fields": Json,"view": string }; Returns: string
                           },
"save_wave":
{ Args: { "fields": Json,"pilot": string,"seen": number,"wave": string }; Returns: string
                           },
"save_wip_limit":
{ Args: { "fields": Json,"revision": number,"wip_limit": string }; Returns: string
                           },
"say_what_came":
{ Args: { "decision": string,"verdict": string,"words": string }; Returns: string
                           },
"scaling":
{ Args: { "pilot": string }; Returns: Json
                           },
"schema_version":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"seat":
{ Args: { "person": string,"pilot": string,"role": Database["public"]['Enums']["team_role"] }; Returns: undefined
                           },
"seats_of":
{ Args: { "person": string }; Returns: Json
                           },
"see_mentions":
{ Args: { "pilot": string }; Returns: undefined
                           },
"see_notices":
{ Args: { "notices"?: (number)[],"until"?: number }; Returns: number
                           },
"seek_again":
{ Args: { "pilot": string }; Returns: Json
                           },
"send_back":
{ Args: { "from_stage": Database["public"]['Enums']["stage"],"note": string,"parts"?: Json,"pilot": string }; Returns: Json
                           },
"send_docket":
{ Args: { "again"?: boolean,"meeting": string }; Returns: number
                           },
"set_template":
{ Args: { "state": string,"template": string }; Returns: undefined
                           },
"set_tool_state":
{ Args: { "reason": string,"revision": number,"state": string,"tool": string }; Returns: number
                           },
"settle_mail":
{ Args: { "attempt"?: number,"error"?: string,"give_up"?: boolean,"mail": string }; Returns: string
                           },
"settle_matter":
{ Args: { "item": string,"note": string }; Returns: undefined
                           },
"sign_criterion":
{ Args: { "criterion": string,"note"?: string,"pilot": string,"signed"?: boolean }; Returns: undefined
                           },
"sign_minutes":
{ Args: { "meeting": string,"seen": number }; Returns: undefined
                           },
"sign_review":
{ Args: { "answers"?: Json,"no_interest"?: boolean,"pilot": string,"reason"?: string,"seen"?: string,"specialty": Database["public"]['Enums']["specialty"],"verdict": Database["public"]['Enums']["review_state"] }; Returns: undefined
                           },
"skip_step":
{ Args: { "fields": Json,"pilot": string,"step": string }; Returns: undefined
                           },
"sourced_facts":
{ Args: { "keys"?: (string)[] }; Returns: Json
                           },
"spend_attempt":
{ Args: { "kind": string,"most": number,"seconds": number,"subject": string }; Returns: boolean
                           },
"start_wave":
{ Args: { "wave": string }; Returns: undefined
                           },
"stop_mails":
{ Args: { "token": string }; Returns: Json
                           },
"stops":
{ Args: { "token": string }; Returns: Json
                           },
"store_analysis":
{ Args: { "complete": Json,"fingerprint": string,"permitted": (string)[],"pilot": string,"shown": Json,"stamp"?: string,"withheld"?: (string)[] }; Returns: undefined
                           },
"store_wave_reading":
{ Args: { "complete": Json,"fingerprint": string,"guardrails": string,"pilot": string,"shown": Json }; Returns: undefined
                           },
"strategy":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"strike_attendance":
{ Args: { "line": string,"meeting": string,"note"?: string }; Returns: undefined
                           },
"submit_evaluation":
{ Args: { "pilot": string,"recommendation": Database["public"]['Enums']["outcome"],"report"?: Json,"seen"?: string,"summary": string }; Returns: string
                           },
"substitute":
{ Args: { "part": string,"person": string,"pilot": string,"reason"?: string }; Returns: undefined
                           },
"take_back_comment":
{ Args: { "comment": string,"pilot": string }; Returns: undefined
                           },
"take_kept_form":
{ Args: { "fields"?: Json,"path"?: string,"token": string }; Returns: boolean
                           },
"take_off_docket":
{ Args: { "item": string,"reason": string }; Returns: undefined
                           },
"templates":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"tick":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"timeline":
{ Args: { "pilots": (string)[] }; Returns: Json
                           },
"tool":
{ Args: { "tool": string }; Returns: Json
                           },
"tool_twins":
{ Args: { "after"?: number }; Returns: Json
                           },
"tools":
{ Args: { "filters"?: Json }; Returns: Json
                           },
"training_coverage":
{ Args: { "module"?: string,"tier"?: number }; Returns: Json
                           },
"training_office":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"training_page":
{ Args: { "person"?: string }; Returns: Json
                           },
"training_people":
{ Args: { "filters": Json,"skip"?: number }; Returns: Json
                           },
"triage_incident":
{ Args: { "incident": string,"owner": string,"reason": string,"seen"?: number,"severity": string }; Returns: undefined
                           },
"undo_step":
{ Args: { "fields": Json,"pilot": string,"step": string }; Returns: undefined
                           },
"views":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"votes":
{ Args: { "pilot": string }; Returns: {
              "choice": Database["public"]['Enums']["vote_choice"],"no_interest": boolean,"reason": string,"sponsors": boolean,"voter": string,"voter_id": string
            }[]
                           },
"waive":
{ Args: { "criterion": string,"pilot": string,"reason": string }; Returns: undefined
                           },
"wave_input":
{ Args: { "pilot": string }; Returns: Json
                           },
"wave_reading":
{ Args: { "pilot": string }; Returns: Json
                           },
"why_stranger":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"withdraw_invitation":
{ Args: { "person": string }; Returns: undefined
                           },
"withdraw_join":
{ Args: { "request": string }; Returns: undefined
                           },
"withdraw_partner_question":
{ Args: { "pilot": string,"question": string }; Returns: undefined
                           }
          }
          Enums: {
            "arm": "pilot"|"comparison","assignment_role": "sponsor"|"evaluator"|"reviewer","better": "higher"|"lower","decision_rule": "chair after quorum"|"majority","design": "randomized"|"matched comparison"|"before and after"|"monitoring only","factor_rating": "helped"|"neither"|"hindered"|"not observed","fidelity": "as planned"|"partly"|"hardly"|"not known","goal_role": "primary"|"key"|"secondary"|"guardrail","metric_about": "students"|"staff survey"|"things","metric_domain": "achievement"|"other","metric_kind": "mean"|"proportion"|"count"|"total","metric_measures": "outcome"|"use"|"minutes saved"|"minutes checking"|"cost","outcome": "scale"|"extend"|"shelve"|"sunset","phase": "baseline"|"outcome","pilot_kind": "student-facing instruction"|"staff productivity"|"operations"|"back office","review_state": "asked"|"signed"|"refused","risk_tier": "low"|"moderate"|"high","role": "evaluator"|"reviewer"|"cabinet"|"clerk"|"admin","second_opinion": "agree"|"agree with remarks"|"disagree","site_kind": "school"|"department","specialty": "security"|"privacy"|"instruction"|"accessibility and equity"|"finance","stage": "draft"|"proposed"|"vetting"|"experiment"|"decision"|"scaling"|"adopted"|"sunset"|"retired"|"shelved"|"declined"|"withdrawn","status": "on the team"|"on the AI office"|"on reviewers"|"on the evaluator"|"on the cabinet"|"closed","team_role": "lead"|"member"|"data collector","tool_state": "proposed"|"in review"|"approved"|"restricted"|"blocked"|"retired","unit": "student"|"class"|"school"|"staff"|"thing","vote_choice": "scale"|"extend"|"shelve"|"sunset"|"abstain"|"recuse","wip_mode": "warn"|"block","wip_scope": "stage"|"site"|"evaluator"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "arm": ["pilot", "comparison"],"assignment_role": ["sponsor", "evaluator", "reviewer"],"better": ["higher", "lower"],"decision_rule": ["chair after quorum", "majority"],"design": ["randomized", "matched comparison", "before and after", "monitoring only"],"factor_rating": ["helped", "neither", "hindered", "not observed"],"fidelity": ["as planned", "partly", "hardly", "not known"],"goal_role": ["primary", "key", "secondary", "guardrail"],"metric_about": ["students", "staff survey", "things"],"metric_domain": ["achievement", "other"],"metric_kind": ["mean", "proportion", "count", "total"],"metric_measures": ["outcome", "use", "minutes saved", "minutes checking", "cost"],"outcome": ["scale", "extend", "shelve", "sunset"],"phase": ["baseline", "outcome"],"pilot_kind": ["student-facing instruction", "staff productivity", "operations", "back office"],"review_state": ["asked", "signed", "refused"],"risk_tier": ["low", "moderate", "high"],"role": ["evaluator", "reviewer", "cabinet", "clerk", "admin"],"second_opinion": ["agree", "agree with remarks", "disagree"],"site_kind": ["school", "department"],"specialty": ["security", "privacy", "instruction", "accessibility and equity", "finance"],"stage": ["draft", "proposed", "vetting", "experiment", "decision", "scaling", "adopted", "sunset", "retired", "shelved", "declined", "withdrawn"],"status": ["on the team", "on the AI office", "on reviewers", "on the evaluator", "on the cabinet", "closed"],"team_role": ["lead", "member", "data collector"],"tool_state": ["proposed", "in review", "approved", "restricted", "blocked", "retired"],"unit": ["student", "class", "school", "staff", "thing"],"vote_choice": ["scale", "extend", "shelve", "sunset", "abstain", "recuse"],"wip_mode": ["warn", "block"],"wip_scope": ["stage", "site", "evaluator"]
          }
        }
} as const
