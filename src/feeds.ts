import type { Entry } from './formats/format.ts';
import { formats } from './formats.ts';
import type { FeedPlan } from './select.ts';

/** A feed document that was made. */
export interface FeedFile {
  /** What its format is called: `RSS`. */
  readonly name: string;
  /** Path below the output folder. */
  readonly path: string;
  readonly text: string;
  readonly items: number;
}

/** The documents of `plans`, each format's writer used for all of them: an article's item is written once. */
export function writeFeeds(
  plans: readonly FeedPlan[],
  entry: (file: string) => Entry | undefined,
): FeedFile[] {
  return formats.flatMap((format) => {
    const writer = format.writer();
    return plans.flatMap((plan) => {
      const document = plan.documents[format.name];
      if (!document) return [];
      const items = plan.articles.flatMap((article) => {
        const found = entry(article.file);
        return found ? [writer.item(found, plan)] : [];
      });
      const text = writer.head(plan) + items.join(writer.separator) + writer.tail(plan);
      return [{ name: format.label, path: document.path, text, items: items.length }];
    });
  });
}
