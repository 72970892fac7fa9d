import type { UserSection } from './section.ts';
import { accessRoles } from './sections/access-roles.tsx';
import { bcpSites } from './sections/bcp-sites.tsx';
import { billingInformation, thirdPartyIdentifiers } from './sections/provider-numbers.tsx';
import { contactInformation } from './sections/contact-information.tsx';
import { loginInformation } from './sections/login-information.tsx';
import { siteAssignment } from './sections/site-assignment.tsx';
import { userInformation } from './sections/user-information.tsx';

/** The cards of the page, from top to bottom. */
export const sections: readonly UserSection[] = [
  userInformation,
  siteAssignment,
  accessRoles,
  contactInformation,
  loginInformation,
  billingInformation,
  bcpSites,
  thirdPartyIdentifiers,
];
