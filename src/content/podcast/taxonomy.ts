/** The groups of the Podcast Taxonomy and their roles, in lower case, as in `podcast:person`. */
const groups: Readonly<Record<string, string>> = {
  cast: 'host, co-host, guest host, guest, voice actor, narrator, announcer, reporter',
  'creative direction':
    'director, assistant director, executive producer, senior producer, producer, associate producer, development producer, creative director',
  writing:
    'author, editorial director, co-writer, writer, songwriter, guest writer, story editor, managing editor, script editor, script coordinator, researcher, editor, fact checker, translator, transcriber, logger',
  'audio production':
    'studio coordinator, technical director, technical manager, audio engineer, remote recording engineer, post production engineer',
  'audio post-production':
    'audio editor, sound designer, foley artist, composer, theme music, music production, music contributor',
  administration:
    'production coordinator, booking coordinator, production assistant, content manager, marketing manager, sales representative, sales manager',
  visuals: 'graphic designer, cover art designer',
  community: 'social media manager',
  'misc.': 'consultant, intern',
  'video production': 'camera operator, lighting designer, camera grip, assistant camera',
  'video post-production': 'assistant editor',
};

const groupOf: ReadonlyMap<string, string> = new Map(
  Object.entries(groups).flatMap(([group, roles]) => roles.split(', ').map((role) => [role, group] as const)),
);

/**
 * Returns a role (`Cover Art Designer`) as `podcast:person` has it, and its group. Without a group apps would take the person for one of
 * the cast; a role that the taxonomy does not have gets its fallback group.
 */
export function taxonomy(role: string): { readonly role: string; readonly group: string } {
  const name = role
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .replace(/^cohost$/, 'co-host');
  return { role: name, group: groupOf.get(name) ?? 'misc.' };
}
