import { Box } from 'ink';
import type { ReactNode } from 'react';
import { span } from '../../view-model/styled-line.ts';
import { Bottom } from '../components/bottom.tsx';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';

interface WaitingDetailProps {
  readonly id: number;
  /** Why there is nothing to see; null while the exchange is on its way. */
  readonly why: string | null;
  readonly look: ScreenLook;
  readonly appKeys: KeyHandlers;
  readonly onBack: () => void;
}

/** Stands in for an exchange that is not here. */
export function WaitingDetail({ id, why, look, appKeys, onBack }: WaitingDetailProps): ReactNode {
  useKeys('detail', { ...appKeys, 'go.back': onBack }, null, why === null);
  const title = [span(` exchange ${id}`, 'strong')];
  const body = [[], [span(why === null ? ` Asking for it${look.symbols.ellipsis}` : ` ${why}`, 'dim')]];
  return (
    <Box flexDirection="column">
      <Lines lines={[title, [], rule(look), ...body]} height={Math.max(0, look.height - 2)} look={look} />
      <Lines lines={[rule(look)]} height={1} look={look} />
      <Bottom
        place="detail"
        look={look}
        without={['tab.next', 'pane.fold', 'pane.sort', 'pane.form', 'pane.open']}
      />
    </Box>
  );
}
