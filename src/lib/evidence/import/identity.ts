export const identities = ['name', 'number', 'birth date', 'address', 'e-mail', 'phone'] as const;
/** What a column would tell about who somebody is. */
export type Identity = (typeof identities)[number];

/** 'LastName', 'NAME_LAST', 'last name' → ['last', 'name']. */
function wordsOf(header: string): string[] {
	return header
		.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}]+/u)
		.filter(Boolean);
}

const has = (words: string[], list: string) => words.some((word) => list.split(' ').includes(word));

const people = 'student students pupil learner child user person participant subject parent guardian teacher';
const places = 'school district test class site account course section pair term item question assignment';

/** By the words of its header. */
export function identityByName(header: string): Identity | null {
	const words = wordsOf(header);
	const joined = words.join('');
	if (has(words, 'email mail emails')) return 'e-mail';
	if (has(words, 'phone telephone mobile phones tel fax')) return 'phone';
	if (has(words, 'birth dob birthdate birthday birthdates dateofbirth')) return 'birth date';
	if (has(words, 'address addresses street zip zipcode postcode postal addr')) return 'address';
	if (
		/^(surname|lastname|firstname|forename|middlename|fullname|username|studentname|login|initials)$/.test(
			joined
		)
	) {
		return 'name';
	}
	if (has(words, 'surname lastname firstname forename fullname username login')) return 'name';
	if (joined === 'name' || joined === 'student' || joined === 'pupil' || joined === 'names') return 'name';
	const called = has(words, 'name names');
	if (called && has(words, `last first middle full given family legal preferred nick mi maiden ${people}`)) {
		return 'name';
	}
	if (
		/^(id|ids|ssn|upn|sasid|lasid|ssid|uic|studentid|userid|pupilid|personid|rownames|username)$/.test(joined)
	) {
		return 'number';
	}
	if (has(words, 'ssn upn sasid lasid ssid studentid userid pupilid registration')) return 'number';
	const numbered = has(words, 'id ids identifier number num no nr');
	if (numbered && has(words, 'state secondary national cb') && !has(words, places)) return 'number';
	return numbered && has(words, people) && words.length <= 4 && !has(words, 'of') ? 'number' : null;
}

const shapes: [Identity, RegExp][] = [
	['e-mail', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
	['number', /^\d{3}-\d{2}-\d{4}$/],
	['phone', /^(\+\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/],
	['address', /^\d+ \p{L}.* (street|st|avenue|ave|road|rd|lane|ln|drive|dr|blvd|court|ct|way)\.?\b/iu],
	['name', /^\p{Lu}[\p{L}’'-]+, ?\p{Lu}[\p{L}’'. -]*$/u]
];

/** Two capitalised words, as people are called; only where hardly any comes twice, or schools would be people. */
const fullName = /^\p{Lu}[\p{Ll}’'-]+ (\p{Lu}\.? )?\p{Lu}[\p{L}’'-]+$/u;
const day = /^(\d{4})-\d{1,2}-\d{1,2}|^\d{1,2}[/.]\d{1,2}[/.](\d{2,4})$/;

/** By the shape of its values: some of them from the file, each as it stands there. */
export function identityByValues(values: string[]): Identity | null {
	if (values.length === 0) return null;
	const matching = (shape: RegExp) => values.filter((value) => shape.test(value)).length / values.length;
	const found = shapes.find(([, shape]) => matching(shape) >= 0.5);
	if (found) return found[0];
	const different = new Set(values).size / values.length;
	if (values.length < 20 || different < 0.9) return null;
	if (matching(fullName) >= 0.8) return 'name';
	const years = new Set(values.map((value) => day.exec(value)).map((hit) => hit?.[1] ?? hit?.[2]));
	if (matching(day) >= 0.8 && years.size >= 3) return 'birth date';
	const length = values[0]!.length;
	const numbers = length >= 5 && values.every((value) => value.length === length && /^\d+$/.test(value));
	return numbers && different === 1 ? 'number' : null;
}
