import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { parseFeed } from 'feedsmith';

/**
 * A WebSub hub, a process of its own: `node tests/hub.mjs` prints its address. `/KIND/NAME` is a hub of that kind (see
 * `kinds`), each name another one. A publisher's word alone counts for nothing: the hub fetches the topic, and passes its
 * content on only where that names the topic as its own address and this hub as one of its hubs. `GET /log` tells all it did.
 *
 * @typedef {{ hub: string, mode: string, topic: string, fields: Record<string, string>, status: number, fault?: string, sha256?: string }} Entry
 */

/** @type {Entry[]} */
const log = [];
/** What subscribers asked for: hub, topic and callback. @type {{ hub: string, topic: string, callback: string }[]} */
const subscriptions = [];
/** How often each hub was asked to publish, and how many are asking it right now. @type {Map<string, number>} */
const counts = new Map();
let asking = 0;
let mostAsking = 0;

/** What a hub does with a publisher before it does its work, if it does. The number counts its requests from 1. */
const kinds = {
  honest: () => undefined,
  slow: async () => wait(150),
  /** @param {number} count */
  failing: (count) => (count <= 2 ? { status: 500, text: 'Out of order' } : undefined),
  down: () => ({ status: 503, text: 'Back soon' }),
  /** @param {number} count */
  busy: (count) =>
    count === 1 ? { status: 429, text: 'Slow down', headers: { 'retry-after': '40' } } : undefined,
  /** Until a date that is long over: no reason to wait at all. @param {number} count */
  dated: (count) =>
    count === 1
      ? { status: 503, text: '', headers: { 'retry-after': 'Tue, 27 Jan 2026 10:00:00 GMT' } }
      : undefined,
  resting: () => ({ status: 429, text: 'Come back tomorrow', headers: { 'retry-after': '86400' } }),
  refusing: () => ({ status: 403, text: `Not you,\n \u001B[31m${'please '.repeat(100)}` }),
  /** @param {number} count */
  broken: (count) => (count === 1 ? 'reset' : undefined),
  silent: () => 'silence',
  /** Says yes and does nothing. */
  lying: () => ({ status: 204, text: '' }),
  /** A parked domain answers everything. */
  page: () => ({ status: 200, text: '<!DOCTYPE html><title>This domain is for sale</title>' }),
  /** @param {number} _ @param {string} path */
  moved: (_, path) => ({ status: 308, text: '', headers: { location: path.replace('moved', 'honest') } }),
  /** @param {number} _ @param {string} path */
  'moved-long-ago': (_, path) => ({
    status: 301,
    text: '',
    headers: { location: path.replace('moved-long-ago', 'honest') },
  }),
  /** @param {number} _ @param {string} path */
  'sending-away': (_, path) => ({
    status: 303,
    text: 'See there',
    headers: { location: path.replace('sending-away', 'honest') },
  }),
  /** @param {number} _ @param {string} path */
  circular: (_, path) => ({ status: 307, text: '', headers: { location: path } }),
};

/** Whether two addresses are of one hub, which may have moved. @param {string} one @param {string} other */
function isSame(one, other) {
  return one.replace(/.*\//, '') === other.replace(/.*\//, '') && one.startsWith(address());
}

/** @param {number} milliseconds @returns {Promise<undefined>} */
function wait(milliseconds) {
  return new Promise((wake) => setTimeout(() => wake(undefined), milliseconds));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', address());
  /** @param {{ status: number, text: string, headers?: Record<string, string> }} answer */
  const answer = ({ status, text, headers = {} }) => response.writeHead(status, headers).end(text);
  if (request.method === 'GET')
    return answer({ status: 200, text: JSON.stringify({ log, mostAsking }), headers: {} });
  let body = '';
  for await (const chunk of request) body += chunk;
  const fields = Object.fromEntries(new URLSearchParams(body));
  const isForm = /^application\/x-www-form-urlencoded(?:;|$)/.test(request.headers['content-type'] ?? '');
  const mode = isForm ? (fields['hub.mode'] ?? '') : '';
  const topic = fields['hub.url'] ?? fields['hub.topic'] ?? '';
  const hub = url.href;
  /** @param {number} status @param {string} [fault] @param {string} [sha256] */
  const note = (status, fault, sha256) =>
    log.push({ hub, mode, topic, fields, status, ...(fault && { fault }), ...(sha256 && { sha256 }) });
  if (mode === 'subscribe') {
    subscriptions.push({ hub, topic, callback: fields['hub.callback'] ?? '' });
    return answer({ status: 202, text: '' });
  }
  asking++;
  mostAsking = Math.max(mostAsking, asking);
  try {
    const count = (counts.get(hub) ?? 0) + 1;
    counts.set(hub, count);
    const kind = url.pathname.split('/')[1] ?? '';
    const before = Object.entries(kinds).find(([name]) => name === kind)?.[1];
    const reply = before ? await before(count, url.pathname) : { status: 404, text: 'No such hub' };
    if (typeof reply === 'string') {
      note(0);
      if (reply === 'reset') request.socket.destroy();
      return undefined;
    }
    if (reply) {
      note(reply.status);
      return answer(reply);
    }
    const checked = mode === 'publish' ? await check(topic, hub) : { fault: `the mode is ${mode}` };
    if ('fault' in checked) {
      note(400, checked.fault);
      return answer({ status: 400, text: checked.fault });
    }
    const sha256 = createHash('sha256').update(checked.content).digest('hex');
    await distribute(hub, topic, checked);
    note(204, undefined, sha256);
    return answer({ status: 204, text: '' });
  } finally {
    asking--;
  }
});

/**
 * Fetches a topic as a hub does, and finds out whether it is one of this hub's.
 *
 * @param {string} topic @param {string} hub
 * @returns {Promise<{ fault: string } | { content: Buffer, type: string }>}
 */
async function check(topic, hub) {
  if (!subscriptions.some((one) => isSame(one.hub, hub) && one.topic === topic))
    return { fault: `nobody subscribed to ${topic}` };
  const response = await fetch(topic);
  if (!response.ok) return { fault: `the topic answers ${response.status}` };
  const content = Buffer.from(await response.arrayBuffer());
  try {
    const { self, hubs } = links(content.toString());
    if (self.length !== 1 || self[0] !== topic) return { fault: `its own address is ${self.join()}` };
    if (!hubs.some((one) => isSame(one ?? '', hub))) return { fault: `its hubs are ${hubs.join()}` };
  } catch (error) {
    return { fault: `it is no feed: ${String(error)}` };
  }
  return { content, type: response.headers.get('content-type') ?? '' };
}

/** @param {string} document @returns {{ self: (string | undefined)[], hubs: (string | undefined)[] }} */
function links(document) {
  const { format, feed } = parseFeed(document);
  if (format === 'json') return { self: [feed.feed_url], hubs: (feed.hubs ?? []).map(({ url }) => url) };
  const all = format === 'atom' ? feed.links : format === 'rss' ? feed.atom?.links : [];
  /** @param {string} rel */
  const to = (rel) => (all ?? []).filter((one) => one.rel === rel).map(({ href }) => href);
  return { self: to('self'), hubs: to('hub') };
}

/** @param {string} hub @param {string} topic @param {{ content: Buffer, type: string }} checked */
async function distribute(hub, topic, { content, type }) {
  const link = `<${hub}>; rel="hub", <${topic}>; rel="self"`;
  for (const one of subscriptions)
    if (isSame(one.hub, hub) && one.topic === topic)
      await fetch(one.callback, {
        method: 'POST',
        headers: { 'content-type': type, link },
        body: new Uint8Array(content),
      });
}

function address() {
  const at = server.address();
  return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`;
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${address()}\n`));
// Whoever started it may be gone.
process.stdin.on('end', () => process.exit());
process.stdin.resume();
