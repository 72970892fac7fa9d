import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { secureMessageWords } from '#web/words/secure-messages.ts';

const words = secureMessageWords.reply;

interface ReplyDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly party: string;
  readonly busy: boolean;
  readonly trouble: string | undefined;
  readonly onReply: (body: string) => void;
}

/** What the outside party has answered is typed in. */
export const ReplyDialog = ({ opened, onClose, party, ...rest }: ReplyDialogProps) => (
  <Dialog opened={opened} onClose={onClose} title={words.title(party)} closeLabel={words.closeLabel} size={560}>
    {opened && <ReplyForm onClose={onClose} {...rest} />}
  </Dialog>
);

function ReplyForm({ onClose, busy, trouble, onReply }: Omit<ReplyDialogProps, 'opened' | 'party'>) {
  const [body, setBody] = useState('');
  const [tried, setTried] = useState(false);
  const record = () => {
    setTried(true);
    if (body.trim()) onReply(body);
  };
  return (
    <div className="stack">
      <Textarea
        label={words.body}
        data-autofocus
        rows={6}
        maxLength={20_000}
        value={body}
        error={tried && !body.trim() ? words.missing : undefined}
        onChange={({ currentTarget: { value } }) => setBody(value)}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="row">
        <Button loading={busy} onClick={record}>
          {words.record}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}
