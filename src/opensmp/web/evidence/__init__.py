"""Does practice match the plan?"""
