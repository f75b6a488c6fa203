#!/usr/bin/env node
import { main } from '../dist/dind-sniff.js';

process.exitCode = await main(process.argv);
