import type { ReactNode } from 'react';
import type { Operation } from '#kernel/contract.ts';
import { useMay } from '../session.ts';
import { NotPermitted } from './error-face.tsx';

interface PermittedProps {
  readonly operation: Operation;
  readonly children: ReactNode;
}

/** A form only for who may send it: nobody fills in a page to be turned down at its end. */
export const Permitted = ({ operation, children }: PermittedProps) =>
  useMay()(operation.name) ? children : <NotPermitted />;
