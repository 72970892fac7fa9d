import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { secondFactorWords } from '#web/words/second-factors.ts';
import css from './factors.module.css';

const words = secondFactorWords.codes;

/** New recovery codes, shown once: to be copied, kept as a file or written down. */
export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.focus(), []);
  const text = `${words.fileHead}\n\n${codes.join('\n')}\n`;
  return (
    <div ref={shown} tabIndex={-1} className={css.once}>
      <Notice tone="warn" title={words.once}>
        {words.onceWhat}
        <ul className={css.codes} aria-label={words.list}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className={css.acts}>
          {/* Without TLS a browser lets no page copy. */}
          {'clipboard' in navigator && (
            <Button
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
            >
              {copied ? words.copied : words.copy}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={words.fileName}
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {words.download}
          </Button>
          <Button size="xs" onClick={onKept}>
            {words.kept}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
