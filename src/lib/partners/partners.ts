import { z } from 'zod';
import { agreementKinds, agreementStates, organisationKinds } from './partner-words.ts';

const day = z.string().nullable();

/** What `rpc/organisations` answers: 50 a page. */
export const organisationsSchema = z.object({
	in_all: z.number().int(),
	organisations: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			kind: z.enum(organisationKinds),
			about: z.string(),
			pilots: z.number().int(),
			agreements: z.partialRecord(z.enum(agreementStates), z.number().int())
		})
	)
});
export type OrganisationLine = z.infer<typeof organisationsSchema>['organisations'][number];

const agreementSchema = z.object({
	id: z.string(),
	kind: z.enum(agreementKinds),
	title: z.string(),
	signed_on: z.string(),
	expires_on: day,
	link: z.string(),
	ended_on: day,
	end_reason: z.string(),
	recorded_by: z.string(),
	state: z.enum(agreementStates)
});
export type Agreement = z.infer<typeof agreementSchema>;

/** What `rpc/organisation` answers. */
export const organisationSchema = z.object({
	id: z.string(),
	name: z.string(),
	kind: z.enum(organisationKinds),
	about: z.string(),
	website: z.string(),
	revision: z.number().int(),
	/** Whether the caller keeps it. */
	keeps: z.boolean(),
	formerly: z.array(z.string()),
	agreements: z.array(agreementSchema),
	/** On pilots that the caller works on or judges. */
	contacts: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			pilot: z.string(),
			title: z.string(),
			stage: z.string(),
			email: z.string().nullable()
		})
	)
});
export type Organisation = z.infer<typeof organisationSchema>;

const questionSchema = z.object({
	id: z.string(),
	question: z.string(),
	due_on: day,
	asked_by: z.string(),
	asked_at: z.string(),
	withdrawn_at: z.string().nullable(),
	/** The latest first. */
	answers: z.array(z.object({ answer: z.string(), at: z.string() }))
});
export type PartnerQuestion = z.infer<typeof questionSchema>;

/** What `rpc/partner_questions_of` answers. */
export const partnerQuestionsSchema = z.object({
	asks: z.boolean(),
	keeps: z.boolean(),
	contacts: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			organisation: z.string(),
			organisation_id: z.string().nullable(),
			email: z.string().nullable(),
			removed: z.boolean(),
			link_until: day,
			questions: z.array(questionSchema)
		})
	)
});
export type AskedContact = z.infer<typeof partnerQuestionsSchema>['contacts'][number];

/** What `rpc/partner_room` answers; null for a link that opens nothing. */
export const roomSchema = z
	.object({
		district: z.string(),
		title: z.string(),
		name: z.string(),
		closes_on: z.string(),
		questions: z.array(
			z.object({
				id: z.string(),
				question: z.string(),
				asked_at: z.string(),
				due_on: day,
				answer: z.string().nullable(),
				answered_at: z.string().nullable()
			})
		)
	})
	.nullable();
export type Room = NonNullable<z.infer<typeof roomSchema>>;
