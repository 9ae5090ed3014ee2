"""What events and reasons are called on the console's pages."""

_EVENTS = {
    "county_made": "建立县级平台",
    "village_added": "加入村",
    "code_made": "发出接入码",
    "device_enrolled": "登记电脑",
    "device_replaced": "电脑换编号",
    "device_revoked": "停用电脑",
    "wipe_ordered": "命令销毁钥匙",
    "batch_accepted": "收下一批上报",
    "batch_refused": "退回一批上报",
    "bundle_taken": "收下 U 盘",
    "request_refused": "拒绝请求",
    "enrolment_refused": "拒绝登记",
    "token_refused": "拒绝登录凭证",
    "operator_added": "加入账号",
    "operator_closed": "停用账号",
    "signed_in": "登录控制台",
    "sign_in_refused": "登录控制台未成功",
    "ruling_changed": "改裁定",
    "console_view": "查看控制台",
}

_REASONS = {
    "SYN-131": "县里不认识的记录种类",
    "SYN-132": "没有这部分内容的权限",
    "SYN-133": "依据的版次比县里最新的还新",
    "SYN-134": "县里没有的字段",
    "SYN-135": "有不能保存的字符，或太长",
    "SYN-201": "值的类型不对",
    "SYN-202": "只能由县里增删的记录",
    "SYN-203": "县里没有这条记录",
}


def event_name(event: str) -> str:
    """An event of the audit log as people call it; one without a name as it is written."""
    return _EVENTS.get(event, event)


def reason_name(code: str) -> str:
    """Why operations were refused, in general; the sentences of `resources/messages` tell of single cases."""
    return f"{_REASONS[code]}（{code}）" if code in _REASONS else code
