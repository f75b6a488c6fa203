import type { Actions } from '../actions.ts';
import type { KeyHandlers } from '../keys/key-input.tsx';
import type { PaneAction } from './pane-states.ts';

/** Shows secrets after asking, and hides them again. */
export function revealKeys(
  revealed: boolean,
  actions: Actions,
  dispatch: (action: PaneAction) => void,
): KeyHandlers {
  return {
    'privacy.reveal': () => {
      if (revealed) return dispatch({ kind: 'revealed', revealed: false });
      actions.choose({
        label: 'Show passwords and tokens on the screen?',
        options: [
          { key: 'y', words: 'yes', run: () => dispatch({ kind: 'revealed', revealed: true }) },
          { key: 'n', words: 'no', run: () => {} },
        ],
      });
    },
  };
}
