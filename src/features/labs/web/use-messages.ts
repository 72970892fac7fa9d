import { useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { actWords } from '#web/words/acts.ts';
import { labWords } from '#web/words/labs.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { type MessagesPreview, type MessagesRead, MOST_BYTES, PreviewMessages, ReadMessages } from '../contract.ts';

const words = labWords.messages;

/** A file as far as it has come: what it would bring, what it has brought, or why it is not read. */
export interface Given {
  readonly file: string;
  readonly content: string;
  readonly preview?: MessagesPreview;
  readonly read?: MessagesRead;
  readonly problem?: string;
}

/** Which file of how many is worked on, and what for. */
export interface Working {
  readonly what: 'looking' | 'reading';
  readonly at: number;
  readonly of: number;
}

/** Files from being chosen to being read, one after the other: each is read whole or not at all. */
export function useMessages(integrationId: Id<'integration'>) {
  const [given, setGiven] = useState<readonly Given[]>([]);
  const [working, setWorking] = useState<Working>();
  const running = useRef(false);

  /** Works on one file after the other, and shows each as soon as it is done. */
  const each = async <T>(what: Working['what'], all: readonly T[], work: (one: T) => Promise<Given>) => {
    if (running.current) return;
    running.current = true;
    const done: Given[] = [];
    for (const [at, one] of all.entries()) {
      setWorking({ what, at: at + 1, of: all.length });
      done.push(await work(one));
    }
    running.current = false;
    setWorking(undefined);
    setGiven(done);
  };

  const look = (files: readonly File[]) =>
    each('looking', files, async (chosen) => {
      const file = chosen.name.slice(0, 200);
      if (chosen.size > MOST_BYTES) return { file, content: '', problem: words.tooLarge(file) };
      const content = await base64Of(chosen).catch(() => undefined);
      if (content === undefined) return { file, content: '', problem: words.unreadable(file) };
      const answer = await call(PreviewMessages, { integrationId, file, content }).catch(() => undefined);
      if (!answer) return { file, content, problem: actWords.awayLook };
      if (!answer.ok) return { file, content, problem: sayRefusal(answer.code, answer.facts) };
      return { file, content, preview: answer.value };
    });

  const read = () =>
    each('reading', given, async (one) => {
      if (!one.preview || one.read) return one;
      const { file, content } = one;
      const answer = await call(ReadMessages, { integrationId, file, content }).catch(() => undefined);
      if (!answer) return { ...one, problem: actWords.away };
      if (!answer.ok) return { ...one, problem: sayRefusal(answer.code, answer.facts) };
      return { file, content: '', read: answer.value };
    });

  return { given, working, look, read, again: () => setGiven([]) };
}

/** Bytes as they are: they tell in which letters the file is written. */
const base64Of = (file: File): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      done(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : ''),
    );
    reader.addEventListener('error', () => failed(new Error('unreadable')));
    reader.readAsDataURL(file);
  });
