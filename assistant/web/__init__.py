"""The web app: one page a care manager keeps open beside the call.

``server`` starts it, ``call_page`` lays it out, ``turn`` decides what is painted when, ``card`` makes
the markup. Only ``call_page`` and ``theme`` import Gradio, so nothing else pays for it.
"""
