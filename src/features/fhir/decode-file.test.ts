import { expect, test } from 'vitest';
import { decodeFile } from './decode-file.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

test('text in UTF-8 is read, whatever letters it has', () => {
  expect(decodeFile(Buffer.from('{"a": "Zoë 李"}'), 'file.json')).toBe('{"a": "Zoë 李"}');
  expect(decodeFile(Buffer.from('\uFEFF{}'), 'file.json')).toBe('{}');
});

test.each<[string, Buffer, string, string]>([
  ['nothing', Buffer.from(''), '', 'it is empty'],
  ['blanks', Buffer.from(' \r\n'.repeat(1000)), '', 'it is empty'],
  ['XML', Buffer.from('\uFEFF<?xml version="1.0"?><Bundle/>'), '', 'it is XML; export it as JSON'],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), '', 'it is compressed; unpack it first'],
  ['ZIP', Buffer.from('PK\u0003\u0004'), '', 'it is a ZIP archive; unpack it first'],
  ['UTF-16', utf16('\uFEFF{}'), '', 'it is UTF-16; save it as UTF-8'],
  ['UTF-16 without its mark', utf16('{}'), '', 'it is UTF-16; save it as UTF-8'],
  ['Latin-1', Buffer.from('{\n"a": "Müller"}', 'latin1'), 'line 2', 'is not UTF-8; save it as UTF-8'],
])('%s is refused by its name', (_, bytes, path, problem) => {
  expect(() => decodeFile(bytes, 'file.json')).toThrow(
    expect.objectContaining({
      code: 'fhir/bundle-broken',
      facts: { file: 'file.json', entry: 'none', path, problem },
    }),
  );
});
