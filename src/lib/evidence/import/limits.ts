/* Sizes beyond which a file is refused or shortened. */

/** Refused before a byte of it is read. */
export const MOST_BYTES = 300_000_000;
/** A workbook is unpacked whole, in memory. */
export const MOST_SHEET_BYTES = 60_000_000;
export const MOST_UNPACKED_BYTES = 800_000_000;
/** More columns than this are read, and said. */
export const WIDE = 200;
/** Of rows and cells with something wrong: all are counted, these many are listed. */
export const LISTED = 300;
/** Different values of a column that are kept as labels; with more, a column is no list of labels. */
export const MOST_LABELS = 200;
/** The same of a wide file, whose page would otherwise have a hundred thousand labels to take. */
export const MOST_LABELS_WIDE = 30;
/** More groups than this are no groups: one of the columns tells rows apart, as a time of day does. */
export const MOST_GROUPS = 2_000;
/** The database takes as many results at once. */
export const MOST_SENT = 500;
/** Rows from the top among which the header is looked for. */
export const HEADER_WITHIN = 40;
/** Never less, whatever the district's setting: the database stores no smaller group of students. */
export const SMALLEST_GROUP = 5;
