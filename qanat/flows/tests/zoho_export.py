"""A small Zoho export, as its files: two users, a campaign, accounts, leads, deals, calls, meetings."""

from pathlib import Path

FILES = {
    "Users.csv": """USER_ID,First Name,Last Name,Email
7,,Nora Saleh,nora@example.com
8,Omid,Karimi,omid@example.com
""",
    "Campaigns.csv": """CAMPAIGNID,Campaign Name,Type,Status,Created Time,Start Date,End Date,Expected Revenue,Budgeted Cost,Actual Cost
31,Fair,Conference,Active,2026-01-01,2026-01-01,2026-01-31,$10.5K,$2.00K,"$1,500.00"
""",
    "Accounts.csv": """ACCOUNTID,Account Name,Account Owner,Account Type,Industry,Website
2,Nile,Nora Saleh,Customer,Technology,Nile.com
3,Nile,Omid Karimi,Prospect,Retail,www.other.com
4,,Omid Karimi,Prospect,Retail,nameless.com
""",
    "Leads.csv": """LEADID,Last Name,Company,Lead Owner,Email,Mobile,Website,Industry,Lead Source,Lead Status,Created Time,CONVERTED
101,Amal,Nile,Nora Saleh,amal@example.com,805-247-8982,,Technology,Trade Show,Contacted,"10 Jan, 2026 09:00:00",Yes
102,Badr,Delta,Omid Karimi,badr@example.com,,,Retail,Trade Show,Junk Lead,"11 Jan, 2026 09:00:00",No
103,Badr,Delta,Omid Karimi,badr2@example.com,,,Retail,Web,Not Contacted,"12 Jan, 2026 09:00:00",Yes
104,Faulty,Delta,Omid Karimi,x@example.com,,,Retail,Web,Not Contacted,"31 Feb, 2026 09:00:00",Yes
""",
    "Contacts.csv": """CONTACTID,Last Name,Contact Owner,Account Id,Email,Lead Source,Mobile,Created Time
201,Amal,Nora Saleh,3,AMAL@example.com,Trade Show,,"12 Jan, 2026 09:00:00"
202,Carim,Nora Saleh,2,carim@example.com,Web,,"13 Jan, 2026 09:00:00"
""",
    "Potentials.csv": """Potential Name,Potential Owner,Created Time,Closing Date,Amount,Stage,Type,Lead Source,Probability,LEADID,Campaign Id
Nile deal,Nora Saleh,"12 Jan, 2026 10:00:00","20 Jan, 2026 10:00:00","$22,700.00",Closed Won,New Business,Trade Show,100,101,31
Delta deal,Omid Karimi,"13 Jan, 2026 10:00:00","30 Jan, 2026 10:00:00","$1,000.50",Negotiation/Review,New Business,Web,20,103,31
""",
    "Calls.csv": """TASKID,Call Start Time,Call Duration (in seconds),Call Owner Id,Subject,Call Type,Call Purpose,CONTACTID,ACCOUNTID,POTENTIALID,LEADID
301,2026-01-12 09:30:00,420,7,First,Outbound,Prospecting,,,0,101
302,2026-01-13 09:30:00,60,8,Whose,Inbound,Demo,,,0,
303,2026-01-13 10:30:00,60,8,Deal only,Inbound,Demo,,,999,
304,2026-01-14 09:30:00,60,8,Account,Inbound,Demo,,2,,
""",
    "Events.csv": """EVENTID,Event Owner Id,Subject,Start DateTime,End DateTime,CONTACTID,ACCOUNTID,POTENTIALID,LEADID
401,7,Demo,2026-01-15 09:00:00,2026-01-15 10:00:00,202,,,
""",
    "Campaign_Lead_Status.csv": """Campaign Name,Lead First Name,Lead Last Name,Status,Last Modified Time
Fair,Amal,Amal,Responded,"09 Jan, 2026 00:02:00"
Fair,Badr,Badr,Opened,"09 Jan, 2026 00:02:00"
""",
    "Cases.csv": "Case Owner,Status\nNora Saleh,Closed\n",
}


def write_export(folder: Path, **changed: str) -> Path:
    """The export in `folder`; `changed` gives other content by file name without its ending."""
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.removesuffix(".csv"), text))
    return folder
