"""The demo company: a made-up firm with 18 months of leads, so that Qanat can be tried at once.

First a plan is drawn up, as plain values from a seed and a day (`plan.py` and what it uses), then
it is acted out through the public actions of the other packages (`filling.py`).
"""
