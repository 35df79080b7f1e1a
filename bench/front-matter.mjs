// Front matter in the forms that people write. The shares come from the posts that article.mjs describes.

/**
 * `author` and `description` may be empty.
 * @typedef {object} Fields
 * @property {string} title
 * @property {Date} date
 * @property {readonly string[]} tags
 * @property {string} author
 * @property {string} description
 */

/**
 * The front matter of an article, in a form that `next` chooses.
 * @param {Fields} fields
 * @param {() => number} next
 */
export function frontMatter(fields, next) {
  // One blog of sixteen. `tomlAsYaml` is for tools that do not read it.
  return next() < 0.06 ? toml(fields, next) : yaml(fields, next);
}

/**
 * An article with front matter in TOML for tools that read YAML only. What `toml` writes differs from YAML in its separators alone.
 * @param {string} text
 */
export function tomlAsYaml(text) {
  return text.replace(
    /^\+\+\+([^]*?\n)\+\+\+/,
    (_, fields) => `---${fields.replaceAll(/^(\w+) = /gm, '$1: ')}---`,
  );
}

/**
 * @param {Fields} fields
 * @param {() => number} next
 */
function toml({ title, date, tags, author, description }, next) {
  return [
    '+++',
    `title = ${JSON.stringify(title)}`,
    `date = ${next() < 0.5 ? day(date) : instant(date)}`,
    ...(description === '' ? [] : [`description = ${JSON.stringify(description)}`]),
    `tags = ${JSON.stringify(tags)}`,
    ...(author === '' ? [] : [`authors = ${JSON.stringify([author])}`]),
    ...(next() < 0.2 ? ['toc = true'] : []),
    '+++',
    '',
  ].join('\n');
}

/**
 * @param {Fields} fields
 * @param {() => number} next
 */
function yaml({ title, date, tags, author, description }, next) {
  return [
    '---',
    ...(next() < 0.39 ? ['layout: post'] : []),
    `title: ${oneOf(next, [
      [0.5, plain],
      [0.38, double],
      [0.12, single],
    ])(title)}`,
    `date: ${oneOf(next, dates)(date)}`,
    ...(description === '' ? [] : [`description: ${oneOf(next, texts)(description)}`]),
    ...(author === ''
      ? []
      : oneOf(next, [
          [0.6, [`author: ${author}`]],
          [0.4, ['authors:', `  - ${author}`]],
        ])),
    ...oneOf(next, lists)(tags),
    ...oneOf(next, others),
    '---',
    '',
  ].join('\n');
}

/**
 * One of `choices`, each with its share.
 * @template Choice
 * @param {() => number} next
 * @param {readonly (readonly [share: number, choice: Choice])[]} choices
 * @returns {Choice}
 */
function oneOf(next, choices) {
  let left = next() * choices.reduce((sum, [share]) => sum + share, 0);
  const found = choices.find(([share]) => (left -= share) < 0) ?? choices[0];
  if (!found) throw new Error('There is nothing to choose from.');
  return found[1];
}

/** @param {Date} date */
const day = (date) => date.toISOString().slice(0, 10);
/** @param {Date} date */
const time = (date) => date.toISOString().slice(11, 19);
/** @param {Date} date */
const instant = (date) => `${day(date)}T${time(date)}Z`;

/** @type {readonly (readonly [number, (date: Date) => string])[]} */
const dates = [
  [0.45, day],
  [0.16, (date) => `'${day(date)}'`],
  [0.1, (date) => `'${date.toISOString()}'`],
  [0.19, (date) => `${day(date)} ${time(date)} +0000`],
  [0.05, (date) => `${day(date)} ${time(date)}`],
  [0.05, (date) => `${day(date)}T${time(date)}+00:00`],
];

/** @param {string} text */
const double = (text) => JSON.stringify(text);
/** @param {string} text */
const single = (text) => `'${text.replaceAll("'", "''")}'`;
/** @param {string} text */
const plain = (text) => (/^[A-Za-z](?!.*(?::\s|\s#|:$)).* .*$/.test(text) ? text : double(text));

/** @type {readonly (readonly [number, (text: string) => string])[]} */
const texts = [
  [0.54, double],
  [0.3, plain],
  [0.02, single],
  [0.04, (text) => wrap(plain(text))],
  [0.04, (text) => wrap(double(text))],
  [0.04, (text) => `>\n  ${wrap(text)}`],
  [0.02, (text) => `|\n  ${wrap(text)}`],
];

/**
 * `text` over several lines, indented as YAML requires.
 * @param {string} text
 */
function wrap(text) {
  return text.replaceAll(/(.{40,60}\S) (?=\S)/g, '$1\n  ');
}

/** @type {readonly (readonly [number, (tags: readonly string[]) => readonly string[]])[]} */
const lists = [
  [0.5, (tags) => ['tags:', ...tags.map((tag) => `  - ${tag}`)]],
  [0.3, (tags) => ['tags:', ...tags.map((tag) => `- ${tag}`)]],
  [0.15, (tags) => [`tags: [${tags.join(', ')}]`]],
  [0.05, (tags) => [`tags: [${tags.map(double).join(', ')}]`]],
];

/** Keys of themes and services that none of the compared tools reads. */
/** @type {readonly (readonly [number, readonly string[]])[]} */
const others = [
  [0.6, []],
  [0.07, ['comments: true']],
  [0.06, ['toc: true', 'math: false']],
  [0.07, ['version: 1.1.0']],
  [0.08, ['meta:', '  keywords:', '    - first', '    - second']],
  [0.06, ['header:', '  image: /assets/header.jpg', '  teaser: /assets/teaser.jpg']],
  [0.06, ['disqus_identifier: 28471', 'disqus_title: A title', 'thumbnail:']],
];
