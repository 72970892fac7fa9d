import type { Static } from 'typebox';
import { Condition, Encounter } from './chart.ts';
import { Claim } from './claims.ts';
import { Organization, Patient, Practitioner, PractitionerRole } from './people.ts';
import { DiagnosticReport, Observation, ServiceRequest } from './results.ts';

/** The resource types that are read. Whatever else a bundle holds is counted and left alone. */
export const resources = {
  Organization,
  Practitioner,
  PractitionerRole,
  Patient,
  Encounter,
  Condition,
  Observation,
  DiagnosticReport,
  ServiceRequest,
  Claim,
};

export type Resources = { readonly [T in keyof typeof resources]: Static<(typeof resources)[T]> };
export type ResourceType = keyof Resources;
export type Resource = Resources[ResourceType];
