"""Many studies analysed without a window, on one machine or several; may be stopped at any time.

sources → studies listed in a database → tasks → an executor's workers → one whole result each → table, page

study_task      what a worker is asked, and what it answers: small values that travel
study_answers   what models said of a study, as rows
result_key      what makes a result the same result
task_run        one task from its files to a whole result; runs in a worker's process
executor        what runs tasks somewhere, bounded, with retries
pool            processes on this machine
ray_executor    processes on several: ray_start and ray_cluster are Ray itself, ray_crew the workers there,
                ray_worker what runs in each, ray_alike whether they are the same program, ray_needs room
"""
