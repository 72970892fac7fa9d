import { Type } from 'typebox';
import { Identifier, listOf, some } from './datatypes.ts';

const Contained = Type.Object({ resourceType: Type.String(), id: some(Type.String()) });
/** What every resource may say of itself. */
export const named = {
  id: some(Type.String({ minLength: 1, maxLength: 100 })),
  identifier: listOf(Identifier),
  contained: listOf(Contained),
};
