// Folders of articles to measure on: the same bytes for the same numbers, on any machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How many tags the articles of a corpus share; each article has three. */
export const tagCount = 200;

const words = `harbour ferry island council budget storm bridge market library school garden river museum theatre
orchestra hospital railway station airport village county parliament minister election campaign festival concert exhibition
winter summer autumn spring morning evening weekend century history science energy climate forest mountain valley coast
fishing farming industry company worker union strike salary pension housing rent traffic bicycle tram street square park
water waste recycling electricity network internet software computer letter newspaper reader editor writer photograph camera
painting sculpture novel poem story language translation dictionary grammar accent kitchen recipe bread cheese apple onion
pepper salt butter sugar coffee tea glass table window door roof wall stone brick timber steel copper silver golden early
late quiet loud narrow wide ancient modern public private local national foreign regional annual daily several many few every
another certain recent former present future open closed empty full heavy light simple complex the the the the a a an of of
of to to to in in in for for on on with with by at from and and and or but because although while where when which that this
these those is are was were has have had will would can could may might should must not only also still again never always
often said told asked wrote found built opened closed moved brought carried`
  .split(/\s+/)
  .filter(Boolean);

/** Numbers from 0 to 1 that only look random (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The text of article `number` of `count`, about `bytes` long; `edition` counts the changes made to it. */
export function article(number, count, bytes = 4500, edition = 0) {
  const next = numbers(number * 7919 + 17);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const some = (low, high) => Array.from({ length: low + Math.floor(next() * (high - low + 1)) }, () => pick(words));
  const phrase = (low, high) => some(low, high).join(' ');
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const other = () => pathOf(Math.floor(next() * count)).replace(/\.md$/, '');
  const inline = () => {
    const kind = next();
    if (kind < 0.3) return `**${phrase(1, 3)}**`;
    if (kind < 0.55) return `*${phrase(1, 3)}*`;
    if (kind < 0.7) return `\`${phrase(1, 2).replace(' ', '_')}\``;
    if (kind < 0.9) return `[${phrase(1, 3)}](https://example.org/${phrase(1, 1)}/${Math.floor(next() * 1000)})`;
    return `[${phrase(1, 3)}](/${other()}/)`;
  };
  const sentence = () => {
    const parts = [phrase(4, 12)];
    if (next() < 0.45) parts.push(inline(), phrase(3, 8));
    return `${capital(parts.join(' '))}${next() < 0.1 ? '—' + phrase(2, 4) : ''}.`;
  };
  const paragraph = () => Array.from({ length: 3 + Math.floor(next() * 4) }, sentence).join(' ');
  const blocks = [
    paragraph,
    paragraph,
    paragraph,
    paragraph,
    () => `## ${capital(phrase(2, 6))}`,
    () => Array.from({ length: 3 + Math.floor(next() * 4) }, () => `- ${sentence()}`).join('\n'),
    () => Array.from({ length: 3 }, (_, index) => `${index + 1}. ${sentence()}`).join('\n'),
    () => `> ${sentence()}\n> ${sentence()}`,
    code,
    table,
  ];
  function code() {
    const name = phrase(1, 1);
    return `\`\`\`js\n// ${phrase(3, 6)}\nexport function ${name}(value) {\n  const total = value * ${Math.floor(next() * 90)};\n  return total > 10 ? '${phrase(1, 2)}' : null;\n}\n\`\`\``;
  }
  function table() {
    const row = () => `| ${phrase(1, 2)} | ${Math.floor(next() * 1000)} | ${phrase(1, 3)} |`;
    return [`| ${capital(phrase(1, 1))} | Number | Note |`, '| --- | ---: | --- |', row(), row(), row()].join('\n');
  }
  const title = `${capital(phrase(3, 8))} ${number}`;
  const tags = new Set();
  while (tags.size < 3) tags.add(tagOf(Math.floor(next() * tagCount)));
  const summary = next() < 0.5 ? `summary: ${capital(phrase(10, 20))}\n` : '';
  const front = `---\ntitle: ${title}\ndate: ${dateOf(number, count)}\ntags: [${[...tags].join(', ')}]\n${summary}---\n\n`;
  const text = [paragraph()];
  for (let size = front.length + text[0].length; size < bytes; ) {
    const block = pick(blocks)();
    text.push(block);
    size += block.length + 2;
  }
  if (edition > 0) text.push(`Changed ${edition} times.`);
  return `${front}${text.join('\n\n')}\n`;
}

/** Tag `number`: `ferry-12`. */
export function tagOf(number) {
  return `${words[number % 100]}-${number}`;
}

/** Path of article `number` below the content folder: a folder for each hundred. */
export function pathOf(number) {
  return `posts/${String(Math.floor(number / 100)).padStart(4, '0')}/article-${number}.md`;
}

/** Articles lie four hours apart, the newest at the end of 2025: 10,000 are four and a half years. */
function dateOf(number, count) {
  const instant = Date.UTC(2026, 0, 1) - (count - number) * 4 * 3_600_000;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Writes `count` articles of about `bytes` each below `folder`. */
export function writeCorpus(folder, count, bytes) {
  for (let number = 0; number < count; number++) {
    const path = join(folder, pathOf(number));
    if (number % 100 === 0) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, article(number, count, bytes));
  }
}
