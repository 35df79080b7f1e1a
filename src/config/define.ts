import type { Extension } from '../markdown/renderer.ts';
import type { ConfigInput } from './schema.ts';
import type { Hooks } from './hooks.ts';

/** A JavaScript config (`feedmill.config.mjs`): the keys of `feedmill.yaml`, and hooks. */
export interface UserConfig extends ConfigInput, Omit<Hooks, 'marked'> {
  /** A `marked` extension or a list of extensions. */
  readonly marked?: Extension | readonly Extension[];
}

/** Returns `config` unchanged. Its type lets editors complete and check the keys. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
