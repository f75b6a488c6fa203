import { type ReactNode, useMemo } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import { packetHead } from '../../view-model/packet-head.ts';
import type { PaneView } from '../../view-model/pane.ts';
import type { PaneScreenProps } from '../panes/pane-screen.tsx';
import type { PacketTarget } from '../screens.ts';
import { ContentScreen } from './content-screen.tsx';

interface PacketScreenProps extends PaneScreenProps {
  readonly engine: Engine;
  readonly id: number;
  readonly target: PacketTarget;
}

/** The payload of one packet. */
export function PacketScreen({ target, ...rest }: PacketScreenProps): ReactNode {
  const { segment } = target;
  const { frame } = segment;
  const head = useMemo(() => (view: PaneView) => packetHead(segment, view), [segment]);
  return (
    <ContentScreen
      {...rest}
      content={{ kind: 'packet', frame }}
      title={`packet ${frame}`}
      head={head}
      saveAs={`packet-${frame}.bin`}
      what="packet"
    />
  );
}
