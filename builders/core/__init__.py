"""Ground floor: errors, diagnostics, the clock, digests, publishing, locks and names; standard library only."""
