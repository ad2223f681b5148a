/** What a member of the cabinet can vote; the first four are outcomes. */
export const voteChoices = ['scale', 'extend', 'shelve', 'sunset', 'abstain', 'recuse'] as const;
export type VoteChoice = (typeof voteChoices)[number];
