import { TextInput } from '@mantine/core';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type FormEvent, useState } from 'react';
import { expect, test } from 'vitest';
import { focusFirstWrong } from './first-wrong.ts';
import { show } from './test-render.tsx';

function Form() {
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    focusFirstWrong(event);
  };
  return (
    <form onSubmit={submit}>
      <TextInput label="Right" />
      <TextInput label="Wrong" error={tried && 'This is needed.'} />
      <TextInput label="Wrong too" error={tried && 'This is needed.'} />
      <button type="submit">Send</button>
    </form>
  );
}

test('a form that cannot be sent has the focus in the first field that is wrong', async () => {
  show(<Form />);
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('textbox', { name: 'Wrong' }));
});
