"""The routing that an installation begins with: one pool for everybody, and no rule."""

from qanat.access.public import RoleName, User
from qanat.platform.actor import Actor, acting
from qanat.routing.models import Pool, PoolMember

SELLERS = (RoleName.ADMIN, RoleName.MANAGER, RoleName.REPRESENTATIVE)


def ensure_default_routing(*, actor: Actor) -> Pool:
    """The fallback pool, made with everybody who sells when it is not there or nobody is in it.

    Nothing that somebody has set up is changed, so it may run at every start.
    """
    actor.require("routing.change")
    with acting(actor):
        pool = Pool.objects.filter(fallback=True).first()
        if pool is None:
            pool, _ = Pool.objects.get_or_create(name="Everybody")
            pool.fallback = True
            pool.save(update_fields=["fallback"])
        if not PoolMember.objects.filter(pool=pool).exists():
            users = User.objects.filter(is_active=True, role__in=SELLERS).order_by("id")
            PoolMember.objects.bulk_create(PoolMember(pool=pool, user=user) for user in users)
    return pool
