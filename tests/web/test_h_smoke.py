import pytest
from tests.workspace import BASE
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["services/","services/?list=slas","customers/","suppliers/","documents/","documents/?as=list","people/","people/?list=people","settings/calendars/","settings/calendars/office-hours/holidays/","registers/services/S-01/","registers/slas/SLA-001/","registers/services/S-01/edit/","registers/slas/SLA-001/edit/","registers/services/new/","registers/services/S-01/remove/","organisation/people/ratna/","organisation/offices/cio/","raci/","raci/?edit=letters","raci/?edit=words","raci/roles/sponsor/","raci/roles/sponsor/edit/","raci/roles/new/","raci/duties/new/","objectives/","objectives/?period=2026","objectives/SMO-1/","objectives/SMO-1/edit/","objectives/SMO-1/say/","objectives/new/?sentence=Improve+incidents","organisation/calendars/office-hours/","organisation/calendars/office-hours/edit/","organisation/people/ratna/edit/"])
@pytest.mark.parametrize("who", ["ratna"])
def test_smoke(signed_in, path, who):
    r = signed_in(who, "id").get(BASE + path)
    assert r.status_code == 200, r.status_code
