import fc from 'fast-check';

/**
 * Generated input is the same in every run, so that a change is to blame for a failure and not chance.
 * `FC_SEED=$RANDOM npm test` looks elsewhere.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_124) });
