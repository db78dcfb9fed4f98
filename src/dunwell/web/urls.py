"""Addresses of the desk: the frame first, then each screen's own under the creditor's key."""

from django.urls import include, path

from dunwell.web.aging.urls import urlpatterns as aging
from dunwell.web.cash.urls import urlpatterns as cash
from dunwell.web.creditors.urls import urlpatterns as creditors
from dunwell.web.customers.urls import urlpatterns as customers
from dunwell.web.disputes.urls import answers
from dunwell.web.disputes.urls import urlpatterns as disputes
from dunwell.web.home.urls import urlpatterns as home
from dunwell.web.imports.urls import urlpatterns as imports
from dunwell.web.inbox.urls import urlpatterns as inbox
from dunwell.web.intake.urls import urlpatterns as intake
from dunwell.web.journal.urls import urlpatterns as journal
from dunwell.web.law.urls import urlpatterns as law
from dunwell.web.matching.urls import urlpatterns as matching
from dunwell.web.messages.urls import urlpatterns as messages
from dunwell.web.palette.urls import urlpatterns as palette
from dunwell.web.people.urls import urlpatterns as people
from dunwell.web.plans.urls import urlpatterns as plans
from dunwell.web.policies.urls import urlpatterns as policies
from dunwell.web.promises.urls import urlpatterns as promises
from dunwell.web.reconciliation.urls import urlpatterns as reconciliation
from dunwell.web.refunds.urls import urlpatterns as refunds
from dunwell.web.reviews.urls import urlpatterns as reviews
from dunwell.web.runs.urls import urlpatterns as runs
from dunwell.web.statements.urls import urlpatterns as statements
from dunwell.web.trail.urls import urlpatterns as trail
from dunwell.web.unapplied.urls import urlpatterns as unapplied
from dunwell.web.worklist.urls import urlpatterns as worklist

app_name = "web"

urlpatterns = [
    *home,
    *answers,
    path(
        "c/<slug:creditor>/",
        include(
            [
                *worklist,
                *customers,
                *promises,
                *plans,
                *disputes,
                *messages,
                *inbox,
                *cash,
                *statements,
                *imports,
                *refunds,
                *reviews,
                *unapplied,
                *reconciliation,
                *journal,
                *matching,
                *aging,
                *intake,
                *policies,
                *law,
                *runs,
                *palette,
                *people,
                *creditors,
                *trail,
            ]
        ),
    ),
]
