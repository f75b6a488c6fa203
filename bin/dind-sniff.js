#!/usr/bin/env node
import { main } from '../dist/dind-sniff.js';

await main(process.argv);
