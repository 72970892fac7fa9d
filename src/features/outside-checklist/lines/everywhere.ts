import type { Line } from '../rules.ts';
import { everybody, practitioners } from './types.ts';

/** @see docs/sources.md#leaving-a-practice */
export const everywhere: readonly Line[] = [
  {
    key: 'keys-and-devices',
    says: 'Keys, badge and devices are back',
    help: 'Door keys and codes, alarm code, badge, laptop, phone, prescription pads.',
    types: everybody,
    days: 0,
  },
  {
    key: 'other-sign-ins',
    says: 'Other sign-ins of the clinic are ended',
    help: 'E-mail, telephone system, remote access, shared drives, bank and supplier accounts. Change what was shared.',
    types: everybody,
    days: 1,
  },
  {
    key: 'e-fax',
    says: 'Fax and e-mail addresses lead to somebody else',
    help: 'What still comes for the person must reach a person: forward it, and tell the senders.',
    types: everybody,
    days: 7,
  },
  {
    key: 'laboratories',
    says: 'Laboratories and imaging know where results go',
    help: 'Tell each of them who receives the results that are still to come, and those of repeated tests.',
    types: practitioners,
    days: 7,
  },
  {
    key: 'e-prescribing',
    says: 'Electronic prescribing is ended for this clinic',
    help: 'The service keeps its own list of who prescribes from where.',
    types: practitioners,
    days: 7,
  },
];
