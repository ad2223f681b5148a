/** What a column of a list can be. */
export const toolColumns = ['name', 'vendor', 'model', 'purpose', 'website'] as const;
export type ToolColumn = (typeof toolColumns)[number];

/** What each column of a file is; null for one that is not read. */
export type Mapping = (ToolColumn | null)[];

/** As `rpc/import_tools` takes it. */
export type ToolRow = { name: string } & Partial<Record<ToolColumn, string>>;

export const columnWords: Record<ToolColumn, string> = {
	name: 'Name',
	vendor: 'Vendor',
	model: 'Model',
	purpose: 'What it does',
	website: 'Website'
};
