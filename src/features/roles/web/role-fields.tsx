import { TextInput } from '@mantine/core';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid } from '#web/ui/section-form.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { PermissionChoice } from '../contract.ts';
import { PermissionLists } from './permission-lists.tsx';
import type { RoleDraft } from './role-draft.ts';

const words = roleWords.form;

interface RoleFieldsProps {
  readonly draft: RoleDraft;
  readonly change: (part: Partial<RoleDraft>) => void;
  readonly choices: readonly PermissionChoice[];
  readonly nameError: string | undefined;
}

/** Name, description and the two lists of permissions. */
export const RoleFields = ({ draft, change, choices, nameError }: RoleFieldsProps) => (
  <>
    <Panel title={words.about}>
      <FieldGrid>
        <TextInput
          name="name"
          label={words.name}
          description={words.nameHelp}
          required
          maxLength={200}
          value={draft.name}
          error={nameError}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={words.description}
          description={words.descriptionHelp}
          maxLength={200}
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </FieldGrid>
    </Panel>
    <Panel title={words.permissions} lead={words.permissionsLead}>
      <PermissionLists
        choices={choices}
        assigned={draft.permissions}
        onChange={(permissions) => change({ permissions })}
      />
    </Panel>
  </>
);
