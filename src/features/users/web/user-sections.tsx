import { Panel } from '#web/ui/panel.tsx';
import { userWords } from '#web/words/users.ts';
import type { SectionProps, UserSection } from './section.ts';
import { nameOf } from './user-draft.ts';

interface UserSectionsProps extends SectionProps {
  readonly sections: readonly UserSection[];
}

/** The cards of the form, one below the other. */
export const UserSections = ({ sections, ...props }: UserSectionsProps) =>
  sections.map(({ id, label, lead, Fields }) => (
    <Panel
      key={id}
      id={id}
      title={label}
      lead={lead?.(props.draft.firstName.trim() || nameOf(props.draft) || userWords.form.thisUser)}
    >
      <Fields {...props} />
    </Panel>
  ));
