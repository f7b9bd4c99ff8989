"""What takes long about lists: writing one to a file; and forgetting the files and deeds whose time is over."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.kernel import clock
from qanat.listing.deeds import delete_old_deeds
from qanat.listing.files import delete_old_files
from qanat.listing.making import write_file
from qanat.platform.actor import system_actor


@app.task(name="listing.write_file")
def write_list(file_id: int) -> None:
    """Write a list to the file that somebody waits for; may run twice."""
    write_file(file_id, now=clock.now())


@app.periodic(cron="7 3 * * *")
@app.task(name="listing.delete_files", queueing_lock="listing.delete_files")
def delete_files(timestamp: int) -> None:
    """Delete the files of lists that are a week old, and forget such deeds, every night; may run twice."""
    delete_old_files(actor=system_actor("lists"), now=datetime.fromtimestamp(timestamp, UTC))
    delete_old_deeds(now=datetime.fromtimestamp(timestamp, UTC))
