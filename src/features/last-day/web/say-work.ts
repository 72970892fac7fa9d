import { uiWords } from '#web/words/ui.ts';
import { userWords } from '#web/words/users.ts';
import { workKinds } from '#web/words/work-kinds.ts';

/** 3 tasks, a result and 12 claims. */
export const sayWork = (work: readonly { readonly kind: string; readonly items: number }[]): string =>
  userWords.list(
    work.map(({ kind, items }) => {
      const { one, many } = workKinds[kind] ?? { one: kind, many: kind };
      return items === 1 ? one : `${uiWords.number(items)} ${many.charAt(0).toLowerCase()}${many.slice(1)}`;
    }),
  );
