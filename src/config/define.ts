import type { Extension } from '../markdown/renderer.ts';
import type { ConfigInput } from './schema.ts';
import type { Hooks } from './hooks.ts';

/** The config as `feedmill.config.js` exports it: the keys of `feedmill.yaml`, and code of the site's own. */
export interface UserConfig extends ConfigInput, Omit<Hooks, 'marked'> {
  /** An extension of `marked`, or a list of them. */
  readonly marked?: Extension | readonly Extension[];
}

/** `config` itself: with it, editors know the keys of the config and their types. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
