/** Somebody who could take a seat. */
export type Candidate = { id: string; name: string; title: string };
/** Who could take which seat of a pilot, as far as the reader fills it. */
export type Candidates = { sponsor: Candidate[]; evaluator: Candidate[]; team: Candidate[] };
