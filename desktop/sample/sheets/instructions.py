"""A sheet of words without a table: how the list is to be filled in."""

from desktop.sample.author import Author


def write_instructions(author: Author) -> None:
    """A sheet of words without a table."""
    sheet = author.sheet("说明")
    village = author.office.village
    sheet.title(f"{village.name}人口花名册填表说明", 8)
    for text in (
        "一、本表按村民小组分页，一页一组，每户户主写在最前面，其余人员按与户主关系顺序填写。",
        "二、身份证号码请先把单元格设为文本再输入，末位是X的用大写。",
        "三、已死亡、已迁出的人员请在备注栏注明，不要直接删行。",
        "四、外出务工人员写清地点和联系电话，半年以上未联系上的请组长上门核对。",
        f"五、本表由各组组长上报，村里汇总，有疑问请打村委会电话{author.office.phones['office']}。",
    ):
        sheet.note(text, 8)
    sheet.finish()
