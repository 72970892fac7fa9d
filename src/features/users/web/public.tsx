import { fieldOf } from '../provinces/provinces.ts';

/** What a provider field is called in its province; nothing for what is none. */
export const providerFieldLabel = (key: string): string | undefined => fieldOf(key)?.label;
