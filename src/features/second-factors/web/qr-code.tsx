import { encodeQR } from 'qr';
import css from './factors.module.css';

/** A QR code, dark on white whatever the colours of the page: cameras expect it so. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <img
    className={css.qr}
    width={200}
    height={200}
    alt={label}
    src={`data:image/svg+xml,${encodeURIComponent(encodeQR(text, 'svg', { ecc: 'medium', border: 4 }))}`}
  />
);
