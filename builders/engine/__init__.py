"""The engine joins the rooms — reads, checks, computes, composes, typesets, delivers — and knows no county."""
