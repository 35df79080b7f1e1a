import { counted } from '../base/count.ts';
import type { Delivery } from './notify.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { pendingPath } from './pending.ts';
import type { ReportBody, ReportLine } from '../problems/report.ts';

/** Returns the result for each changed feed, for people and programs. `hubs` are those of the site, if a report names them. */
export function notifyReport(
  deliveries: readonly Delivery[],
  hubs: readonly string[] | undefined,
): ReportBody {
  return {
    lines: [...deliveries.map(deliveryLine), [{ text: conclusion(deliveries, hubs) }]],
    data: {
      notify: {
        ...(hubs && { hubs }),
        feeds: deliveries.map(({ news: { url, sha256 }, serving, hubs: answers }) => ({
          url,
          sha256,
          served: serving.instead === undefined,
          ...serving,
          milliseconds: Math.round(serving.milliseconds),
          hubs: answers.map((one) => ({ ...one, notified: one.fault === undefined })),
        })),
      },
    },
  };
}

function deliveryLine({ news: { url }, serving, hubs }: Delivery): ReportLine {
  const notified = hubs.filter(({ fault }) => fault === undefined);
  const pending = hubs.filter(({ fault }) => fault !== undefined);
  const lead = { text: url, paint: 'strong' } as const;
  if (serving.instead !== undefined) return [lead, { text: ' is not served', paint: 'warning' }];
  const how = serving.tries === 1 ? 'immediately' : `after ${seconds(serving.milliseconds)}`;
  const where = serving.at === undefined ? '' : ` at ${serving.at}`;
  return [
    lead,
    { text: ` is served${where}`, paint: 'good' },
    { text: ` (${how})`, paint: 'quiet' },
    ...(notified.length > 0 ? [{ text: `, notified ${named(notified)}` }] : []),
    ...(pending.length > 0
      ? [{ text: `, could not notify ${named(pending)}`, paint: 'warning' as const }]
      : []),
  ];
}

function named(hubs: readonly { readonly url: string }[]): string {
  return hubs.map(({ url }) => url).join(', ');
}

function conclusion(deliveries: readonly Delivery[], hubs: readonly string[] | undefined): string {
  const all = counted(deliveries.length, 'feed');
  if (hubs?.length === 0) {
    const lead = 'The site has no `hub` to notify';
    const served = `${deliveries.filter(isServed).length} of ${counted(deliveries.length, 'changed feed')}`;
    return deliveries.length === 0 ? `${lead}, and no feed has changed.` : `${lead}. Served: ${served}.`;
  }
  if (deliveries.length === 0)
    return 'There is nothing to do: no feed has changed, and no notification is pending.';
  const done = deliveries.filter(isDone).length;
  return done === deliveries.length
    ? `All hubs were notified of ${all}.`
    : `All hubs were notified of ${done} of ${all}. The next \`feedmill notify\` retries the others, which are in ${pendingPath}.`;
}

function isServed({ serving }: Delivery): boolean {
  return serving.instead === undefined;
}

function isDone(delivery: Delivery): boolean {
  return isServed(delivery) && delivery.hubs.every(({ fault }) => fault === undefined);
}

function seconds(milliseconds: number): string {
  return milliseconds < 950 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 1000)} s`;
}

/** A problem for each feed that is not served and each hub that was not notified. */
export function deliveryProblems(deliveries: readonly Delivery[]): Problem[] {
  return deliveries.flatMap(({ news: { url }, serving, hubs }) => [
    ...(serving.instead === undefined
      ? []
      : [
          problem(
            'feed-not-served',
            {},
            { url, instead: serving.instead, after: seconds(serving.milliseconds) },
          ),
        ]),
    ...hubs.flatMap(({ url: hub, fault }) =>
      fault === undefined ? [] : [problem('hub-failed', {}, { url, hub, fault })],
    ),
  ]);
}
