"""Would this plan pass Stage 1?"""
