import type { Article, Attachment } from './model.ts';
import { mediumOf } from '../../base/mime.ts';

/** Returns the recording of an episode: the first audio or video file of its attachments. */
export function recordingOf({ attachments }: Pick<Article, 'attachments'>): Attachment | undefined {
  return attachments.find(({ type }) => mediumOf(type) === 'audio' || mediumOf(type) === 'video');
}
