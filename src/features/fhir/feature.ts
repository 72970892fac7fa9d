import type { Feature } from '#kernel/http.ts';
import { importBundle } from './import-bundle.ts';

export const fhir: Feature = { commands: [importBundle], queries: [] };
