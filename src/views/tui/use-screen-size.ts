import { useStdout } from 'ink';
import { useEffect, useState } from 'react';

/** Columns and rows of the terminal, kept up to date. */
export function useScreenSize(): { readonly width: number; readonly height: number } {
  const { stdout } = useStdout();
  const [size, setSize] = useState({ width: stdout.columns, height: stdout.rows });
  useEffect(() => {
    const resized = () => setSize({ width: stdout.columns, height: stdout.rows });
    stdout.on('resize', resized);
    return () => {
      stdout.off('resize', resized);
    };
  }, [stdout]);
  return size;
}
