import type { Article, Attachment } from './model.ts';
import { mediumOf } from '../../base/mime.ts';

/** What there is to hear or see in an episode: the first of its attachments that is sound or film. */
export function recordingOf({ attachments }: Pick<Article, 'attachments'>): Attachment | undefined {
  return attachments.find(({ type }) => mediumOf(type) === 'audio' || mediumOf(type) === 'video');
}
