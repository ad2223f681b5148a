/** Replies to forms are the same in every domain. */
export * from '#lib/ui/reply.ts';
